import { askAhead } from './ahead'

// A page from a disk finds its files in itself.
if (location.protocol !== 'file:') askAhead(location.hash).catch(() => undefined)
void import('./app')
