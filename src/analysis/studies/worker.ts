import { expose } from 'comlink'
import { studyService } from './service'

// Built as one classic script and started from a Blob, which works alike from a server and from a USB stick.
expose(studyService())
