import { expose } from 'comlink'
import { browserBindings } from '../engine/duckdb/browser'
import { engineService } from './service'

// Built as one classic script and started from a Blob, which works alike from a server and from a USB stick.
expose(engineService(browserBindings))
