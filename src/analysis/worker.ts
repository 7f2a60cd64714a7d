import { expose } from 'comlink'
import { browserBindings } from '../engine/duckdb/browser'
import { engineService } from './service'
import { sqlService } from './sql/service'

// Built as one classic script and started from a Blob, which works alike from a server and from a USB stick. One script for
// two workers: the one that answers questions never opens SQL, and the one that runs SQL answers nothing else.
expose({ ...engineService(browserBindings), ...sqlService(browserBindings) })
