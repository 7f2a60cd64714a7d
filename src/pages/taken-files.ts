import type { Scene } from '../charts/scene'
import { ExportError, type Release } from '../domain'
import type { Export, Listing } from '../exports'
import { fileName } from '../exports'
import { fingertips, fingertipsListing } from '../exports/fingertips'
import { tableListing } from '../exports/table-listing'
import type { ChartData } from '../exports/chart-data'
import { parquetWriter } from '../state/parquet-writer'
import { give } from './take'
import { slideOf } from './taken-slide'
import type { Taken, TakenChart, TakenTable } from './taking'

/** What can be taken away of a view, as it stood when it was asked. */
export interface Bundle {
  release: Release
  names: readonly string[]
  link: string | null
  tables: readonly Listing[]
  /** Null where the view has no figures by area. */
  figures: Listing | null
  scenes: readonly Scene[]
  /** The native chart of a slide; null where none can be drawn. */
  slide: ChartData | null
}

/** Width of a chart in a file, CSS pixels: the same whatever window it is taken from. */
const WIDTH = 960

/** Everything that a view shows, made ready for files. `fragment`: the view, as behind the # of its link. */
export async function bundleOf(
  taken: Taken,
  charts: readonly TakenChart[],
  release: Release,
  link: string | null,
  fragment: string,
): Promise<Bundle> {
  // prettier-ignore
  const [tables, figures] = await Promise.all([taken.tables, taken.figures])
  const data = { view: fragment, ...taken.data }
  const listing = ({ table, code, notes }: TakenTable) => tableListing(table, { release, link, notes, data }, code)
  const listings = tables.map((one) => ('table' in one ? listing(one) : { ...one, data }))
  const scenes = await Promise.all(charts.map(({ draw, height }) => draw({ width: WIDTH, height: height(WIDTH), compact: false }))) // prettier-ignore
  return {
    release,
    names: taken.names,
    link,
    tables: listings,
    figures: figures.length > 0 ? fingertipsListing(figures, release, link) : null,
    scenes: scenes.flatMap((scene) => (scene && scene.empty === null ? [scene] : [])),
    slide: slideOf(taken.data, listings[0], link),
  }
}

/** What a file is made from: one table or all of them, figures in another tool's layout, a picture of a chart, or a slide. */
type Needs = 'table' | 'figures' | 'chart' | 'slide'

/** What the reader chose where a view has several. */
export interface Chosen {
  table: number
  chart: number
}

export interface Format {
  id: string
  label: string
  extension: string
  needs: Needs
  /** What it is for and what is in it, in a line. */
  says: string
  /** Fetches what makes it, and does. */
  make(bundle: Bundle, chosen: Chosen): Promise<Made>
}

interface Made {
  type: string
  bytes: Uint8Array
}

/** A table's file by one of the exports. */
async function written(coming: Promise<Export>, listing: Listing): Promise<Made> {
  const { type, write } = await coming
  return { type, bytes: await write(listing) }
}

/** Every format, by what readers want it for. */
export const PURPOSES: readonly { purpose: string; formats: readonly Format[] }[] = [
  {
    purpose: 'For a slide or a document',
    formats: [
      {
        id: 'pptx',
        label: 'PowerPoint slide',
        extension: 'pptx',
        needs: 'slide',
        says: 'The finding over a chart that PowerPoint can change, with its intervals, source, link and notes.',
        async make({ slide }) {
          const { powerPoint, pptx } = await import('../exports/pptx')
          return { type: powerPoint.type, bytes: await pptx(slide!) }
        },
      },
      {
        id: 'png',
        label: 'PNG picture',
        extension: 'png',
        needs: 'chart',
        says: 'The chart with its title, key, source and link, sharp on a projector.',
        make: async ({ scenes, link }, { chart }) => ({ type: 'image/png', bytes: await (await import('./picture')).pngFile(scenes[chart]!, link) }), // prettier-ignore
      },
      {
        id: 'svg',
        label: 'SVG drawing',
        extension: 'svg',
        needs: 'chart',
        says: 'The same as lines and letters that a designer can change.',
        make: async ({ scenes, link }, { chart }) => ({ type: 'image/svg+xml', bytes: await (await import('./picture')).svgFile(scenes[chart]!, link) }), // prettier-ignore
      },
    ],
  },
  {
    purpose: 'For a spreadsheet',
    formats: [
      {
        id: 'xlsx',
        label: 'Excel',
        extension: 'xlsx',
        needs: 'table',
        says: 'Every table of the page on a sheet of its own, with a cover and notes.',
        async make({ tables }) {
          const { xlsx, xlsxBook } = await import('../exports/xlsx')
          return { type: xlsx.type, bytes: xlsxBook(tables as [Listing, ...Listing[]]) }
        },
      },
      {
        id: 'csv',
        label: 'CSV',
        extension: 'csv',
        needs: 'table',
        says: 'The table with every figure as calculated; title, source and notes stand above it.',
        make: ({ tables }, { table }) => written(import('../exports/csv').then(({ csv }) => csv), tables[table]!), // prettier-ignore
      },
    ],
  },
  {
    purpose: 'For R, Python and other tools',
    formats: [
      {
        id: 'fingertips',
        label: 'Fingertips CSV',
        extension: 'csv',
        needs: 'figures',
        says: 'Figures of all areas, in the columns that scripts for Fingertips read.',
        make: ({ figures }) => written(Promise.resolve(fingertips), figures!),
      },
      {
        id: 'parquet',
        label: 'Parquet',
        extension: 'parquet',
        needs: 'table',
        says: 'The table with its types, small and quick to read.',
        make: ({ tables }, { table }) => written(import('../exports/parquet').then(({ parquetWith }) => parquetWith(parquetWriter)), tables[table]!), // prettier-ignore
      },
      {
        id: 'arrow',
        label: 'Arrow',
        extension: 'arrow',
        needs: 'table',
        says: 'The same, read without any unpacking.',
        make: ({ tables }, { table }) => written(import('../exports/arrow').then(({ arrow }) => arrow), tables[table]!), // prettier-ignore
      },
      {
        id: 'json',
        label: 'JSON',
        extension: 'json',
        needs: 'table',
        says: 'The table and the whole answer behind it: question, figures, methods and notes.',
        make: ({ tables }, { table }) => written(import('../exports/json').then(({ json }) => json), tables[table]!), // prettier-ignore
      },
    ],
  },
]

/** Whether a view has what a format is made from. */
export const canBeMade = ({ needs }: Format, { tables, figures, scenes, slide }: Bundle): boolean =>
  ({ chart: scenes.length > 0, figures: figures !== null, slide: slide !== null, table: tables.length > 0 })[needs]

/** `SYNTHETIC-copd-admissions-compare-2023.csv` */
export const nameOf = ({ id, extension }: Format, { names, release }: Bundle): string =>
  fileName(id === 'fingertips' ? [...names, 'fingertips'] : names, extension, release.synthetic)

/** Makes a file and hands it to the reader's browser. Throws `ExportError` where what makes it cannot be fetched or fails. */
export async function makeFile(format: Format, bundle: Bundle, chosen: Chosen): Promise<void> {
  const { type, bytes } = await format.make(bundle, chosen).catch((thrown: unknown) => {
    if (!(thrown instanceof TypeError)) throw thrown
    // A browser gives a part of the app that it could not fetch as a TypeError.
    throw new ExportError(`${format.label} could not be made.`, { found: thrown.message, expected: 'all parts of this app at hand', todo: 'Check the connection and try again, or take another kind of file.' }) // prettier-ignore
  })
  give(bytes, { type, name: nameOf(format, bundle) })
}
