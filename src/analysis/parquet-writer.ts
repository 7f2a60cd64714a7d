import { readWasm } from '../engine/duckdb/wasm'
import { appSource } from '../release/source'

/** The bytes of the Parquet writer's WebAssembly, which lie beside the app: 1.6 MB on their way. */
export const parquetWriter = (): Promise<ArrayBuffer> => readWasm(__PARQUET_WASM__, (path) => appSource().read(path))
