// What pages give to the writer of Parquet files.
export { parquetWriter } from '../analysis/parquet-writer'
