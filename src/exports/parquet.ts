import { tableToIPC } from 'apache-arrow'
import { arrowTable } from '../release/arrow-columns'
import { parquetOfStream } from '../release/parquet-stream'
import { columnsOf } from './columns'
import type { Export } from './file'
import { metadataOf } from './metadata'

/** Parquet, as R, Python and DuckDB read it; doubles to their last bit. `wasm` gives the writer's bytes, which a browser needs. */
export const parquetWith = (wasm: () => Promise<ArrayBuffer | undefined>): Export => ({
  id: 'parquet',
  label: 'Parquet',
  extension: 'parquet',
  type: 'application/vnd.apache.parquet',
  async write(listing) {
    const stream = tableToIPC(arrowTable(columnsOf(listing)), 'stream')
    return parquetOfStream(stream, metadataOf(listing), await wasm())
  },
})
