import { expose } from 'comlink'
import { attackService } from './service'

// Built as one classic script and started from a Blob, which works alike from a server and from a USB stick.
expose(attackService)
