import { tableToIPC } from 'apache-arrow'
import { arrowTable } from '../release/arrow-columns'
import { columnsOf } from './columns'
import type { Export, Listing } from './file'
import { metadataOf } from './metadata'

/** Arrow's file format (IPC), as R and Python read it; doubles to their last bit. */
export const arrow = {
  id: 'arrow',
  label: 'Arrow',
  extension: 'arrow',
  type: 'application/vnd.apache.arrow.file',
  write: (listing: Listing) => tableToIPC(arrowTable(columnsOf(listing), metadataOf(listing)), 'file'),
} satisfies Export
