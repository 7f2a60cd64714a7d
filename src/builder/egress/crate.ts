import { passed } from '../../audit'
import type { Facts, ListedFile } from './facts'
import { mediaType, purposeOf } from './purposes'

/*
 * A Five Safes RO-Crate 0.4 (https://w3id.org/5s-crate/0.4), which asks for RO-Crate 1.2. The run is the build; the review process
 * stands as AssessActions, of which the machine's are done and the output checkers' is still to come.
 */

const RO_CRATE = 'https://w3id.org/ro/crate/1.2'
const PROFILE = 'https://w3id.org/5s-crate/0.4'
const WORKFLOW_PROFILE = 'https://w3id.org/workflowhub/workflow-ro-crate/1.0'
const SHP = 'https://w3id.org/shp#'
export const CRATE = 'ro-crate-metadata.json'

type Entity = { '@id': string; '@type': string | string[] } & Record<string, unknown>

const ref = (id: string) => ({ '@id': id })
const refs = (ids: readonly string[]) => ids.map(ref)
const done = (is: boolean) => `http://schema.org/${is ? 'Completed' : 'Failed'}ActionStatus`

/** `ro-crate-metadata.json` for files with these hashes; of the manifest, which comes last, only that it is there. */
export function crateJson(facts: Facts, files: readonly ListedFile[]): Uint8Array {
  return jsonOf([
    descriptor(),
    root(facts, files),
    profile(PROFILE, 'Five Safes RO-Crate profile'),
    profile(WORKFLOW_PROFILE, 'Workflow RO-Crate profile'),
    ...dataEntities(files),
    ...people(facts),
    ...actions(facts),
  ])
}

/** `workflow/`: the recipe as a Workflow RO-Crate of its own, which the profile asks for as the main entity. */
export function workflowCrate({ release }: Facts): Uint8Array {
  return jsonOf([
    descriptor(),
    {
      '@id': './',
      '@type': 'Dataset',
      name: `Recipe of ${release.title}`,
      description: 'What is counted from which records, and how, for cairn build.',
      datePublished: release.date,
      license: 'Stays inside the facility.',
      conformsTo: ref(WORKFLOW_PROFILE),
      mainEntity: ref('recipe.json'),
      hasPart: refs(['recipe.json']),
    },
    profile(WORKFLOW_PROFILE, 'Workflow RO-Crate profile'),
    {
      '@id': 'recipe.json',
      '@type': ['File', 'SoftwareSourceCode', 'ComputationalWorkflow'],
      name: `Recipe of ${release.title}`,
      encodingFormat: mediaType('recipe.json'),
      programmingLanguage: ref('#cairn-recipe'),
    },
    { '@id': '#cairn-recipe', '@type': 'ComputerLanguage', name: 'Cairn recipe, version 1' },
  ])
}

const jsonOf = (graph: readonly Entity[]) =>
  new TextEncoder().encode(`${JSON.stringify({ '@context': `${RO_CRATE}/context`, '@graph': graph }, null, 1)}\n`)

const descriptor = (): Entity => ({
  '@id': CRATE,
  '@type': 'CreativeWork',
  about: ref('./'),
  conformsTo: ref(RO_CRATE),
})

const profile = (id: string, name: string): Entity => ({ '@id': id, '@type': ['CreativeWork', 'Profile'], name })

function root(facts: Facts, files: readonly ListedFile[]): Entity {
  const { release } = facts
  return {
    '@id': './',
    '@type': 'Dataset',
    name: `Egress pack of ${release.title}, ${release.date}`,
    description:
      'What output checkers need to decide whether the release may leave. Holds true counts, so it stays inside.',
    datePublished: release.date,
    license: ref('#stays-inside'),
    conformsTo: ref(PROFILE),
    mainEntity: ref('workflow/'),
    mentions: refs(actions(facts).map((action) => action['@id'])),
    sourceOrganization: ref('#project'),
    publisher: ref('#facility-1'),
    hasPart: refs([
      ...foldersOf(files),
      ...files.filter(({ path }) => !path.includes('/')).map(({ path }) => path),
      'manifest.json',
    ]),
  }
}

const foldersOf = (files: readonly ListedFile[]) => [
  ...new Set(files.flatMap(({ path }) => (path.includes('/') ? [`${path.split('/')[0]}/`] : []))),
]

function dataEntities(files: readonly ListedFile[]): Entity[] {
  const folders = foldersOf(files).map((folder): Entity => ({
    '@id': folder,
    '@type': 'Dataset',
    name: folder.slice(0, -1),
    description: purposeOf(folder),
    conformsTo: folder === 'workflow/' ? ref(WORKFLOW_PROFILE) : undefined,
    hasPart: refs(files.filter(({ path }) => path.startsWith(folder)).map(({ path }) => path)),
  }))
  const each = files.map(({ path, bytes, sha256 }): Entity => ({
    '@id': path,
    '@type': 'File',
    name: path,
    description: purposeOf(path),
    encodingFormat: mediaType(path),
    contentSize: String(bytes),
    sha256,
  }))
  const manifest: Entity = {
    '@id': 'manifest.json',
    '@type': 'File',
    name: 'manifest.json',
    description: purposeOf('manifest.json'),
    encodingFormat: mediaType('manifest.json'),
  }
  return [...folders, ...each, manifest]
}

/** Who and what stands behind the actions, and what they act upon. */
function people({ release, policy, by }: Facts): Entity[] {
  const facilities = release.facilities.map((name, at): Entity => ({
    '@id': `#facility-${at + 1}`,
    '@type': 'Organization',
    name,
  }))
  return [
    ...facilities,
    {
      '@id': '#project',
      '@type': 'Project',
      name: release.title,
      identifier: release.id,
      member: refs(facilities.map((facility) => facility['@id'])),
    },
    ...(by ? [{ '@id': '#maker', '@type': 'Person', name: by, affiliation: ref('#facility-1') }] : []),
    { '@id': '#cairn', '@type': 'SoftwareApplication', name: 'Cairn', provider: ref('#facility-1') },
    { '@id': '#stays-inside', '@type': 'CreativeWork', name: 'Stays inside the facility: no licence to pass it on' },
    { '@id': '#policy', '@type': 'CreativeWork', name: `Disclosure policy ${policy.id}, version ${policy.version}: ${policy.label}`, subjectOf: ref('policy.json') }, // prettier-ignore
    {
      '@id': '#release',
      '@type': 'Dataset',
      name: release.title,
      datePublished: release.date,
      identifier: `sha256:${release.identity}`,
      description: 'The release itself, which lies in a folder of its own and leaves once it is signed.',
    },
  ]
}

/** Times are the day of the release: the pack knows no clock, so that it is the same wherever it is made. */
function actions({ release, policy, results, by, proof }: Facts): Entity[] {
  const day = `${release.date}T00:00:00Z`
  const held = passed(results)
  const assess = (id: string, kind: string, name: string, more: Record<string, unknown>): Entity => ({
    '@id': id,
    '@type': 'AssessAction',
    additionalType: ref(`${SHP}${kind}`),
    name,
    ...more,
  })
  const about = refs(['./', '#release'])
  return [
    {
      '@id': '#build',
      '@type': 'CreateAction',
      name: `Build of ${release.title} from records`,
      agent: ref(by ? '#maker' : '#facility-1'),
      instrument: ref('workflow/'),
      object: refs(['recipe.json', 'policy.json']),
      result: refs(['csv/', '#release']),
      actionStatus: done(true),
      endTime: day,
    },
    assess('#proof', 'CheckValue', `CSV view held against the release, ${proof.cells} cells: equal`, {
      object: about,
      agent: ref('#cairn'),
      actionStatus: done(true),
      endTime: day,
    }),
    ...(policy.approval
      ? [
          assess(
            '#sign-off',
            'SignOff',
            `Sign-off of the policy for the data owner by ${policy.approval.by}: approved`,
            {
              object: refs(['./', 'workflow/', '#project']),
              instrument: ref('#policy'),
              agent: ref('#facility-1'),
              actionStatus: done(true),
              endTime: `${policy.approval.on}T00:00:00Z`,
            },
          ),
        ]
      : []),
    assess(
      '#attacks',
      'DisclosureCheck',
      `Attacks on the release as published: ${held ? 'none got through' : 'some got through'}`,
      {
        object: about,
        instrument: ref('#policy'),
        agent: ref('#cairn'),
        result: ref('check.json'),
        actionStatus: done(held),
        endTime: day,
      },
    ),
    assess('#disclosure', 'DisclosureCheck', 'Disclosure check by the output checkers: pending', {
      object: about,
      instrument: ref('#policy'),
      agent: ref('#facility-1'),
      actionStatus: 'http://schema.org/PotentialActionStatus',
    }),
  ]
}
