import { ReleaseError } from '../domain'
import { importFingertips } from './fingertips'
import { fingertipsColumns, isFingertipsHeader } from './fingertips/rows'
import type { Importer, ReadFile } from './importer'

const isAreas = ({ columns }: ReadFile) => columns.includes('code') && columns.includes('parents')
const isIndicators = ({ columns }: ReadFile) => columns.some((name) => /^indicator[_ ]id$/i.test(name))
const isBoundaries = ({ text }: ReadFile) => /^\s*\{/.test(text) && /"type"\s*:\s*"Topology"/.test(text)

/** A Fingertips download, with its lists of areas and indicators and boundaries where they are dropped beside it. */
export const fingertipsImporter: Importer = {
  id: 'fingertips',
  label: 'Fingertips CSV download',
  expects: `columns ${fingertipsColumns.join(', ')}`,
  recognises: (files) => files.some((file) => isFingertipsHeader(file.columns)),
  run(files, options) {
    const downloads = files.filter((file) => isFingertipsHeader(file.columns))
    const [download] = downloads
    if (!download || downloads.length > 1)
      throw new ReleaseError('One Fingertips download at a time', {
        found: `${downloads.length} of them: ${downloads.map((file) => file.name).join(', ')}`,
        expected: 'one',
      })
    const others = files.filter((file) => file !== download)
    const areas = others.find(isAreas)
    const indicators = others.find(isIndicators)
    const boundaries = others.find(isBoundaries)
    const unknown = others.filter((file) => file !== areas && file !== indicators && file !== boundaries)
    if (unknown.length > 0)
      throw new ReleaseError(`${unknown[0]?.name} is not known`, {
        found: describe(unknown[0]),
        expected:
          'a list of areas (code, name, type, parents), a list of indicators (indicator_id, name, …) or TopoJSON',
      })
    return importFingertips(
      {
        csv: download.text,
        areas: areas?.text,
        indicators: indicators?.text,
        boundaries: boundaries?.text,
      },
      options,
    )
  },
}

const describe = (file: ReadFile | undefined) =>
  file && file.columns.length > 1 ? `columns ${file.columns.slice(0, 12).join(', ')}` : 'no table that can be read'
