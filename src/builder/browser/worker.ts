import { expose } from 'comlink'
import startParquet from 'parquet-wasm'
import { browserBindings } from '../../engine/duckdb/browser'
import { builderService } from './service'

// Built as one classic script and started from a Blob, which works alike from a server and from a USB stick.
expose(
  builderService({
    duckdb: browserBindings,
    // Started with its bytes here, so that whoever writes Parquet later finds it running and fetches nothing.
    parquet: async (wasm) => void (await startParquet({ module_or_path: wasm })),
  }),
)
