import { loadParquet } from './parquet-write'

/**
 * Parquet bytes of an Arrow IPC stream with its own types, and what is to be known of it in the file's key-value metadata.
 * `wasm`: parquet-wasm's bytes, needed once in a browser. Throws where a column's type has no place in Parquet.
 */
export async function parquetOfStream(
  stream: Uint8Array,
  metadata: ReadonlyMap<string, string>,
  wasm?: ArrayBuffer,
): Promise<Uint8Array> {
  const { Compression, Table, WriterPropertiesBuilder, writeParquet } = await loadParquet(wasm)
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.SNAPPY)
    .setKeyValueMetadata(new Map(metadata))
    .build()
  return writeParquet(Table.fromIPCStream(stream), properties)
}
