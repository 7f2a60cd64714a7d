import { askAhead } from './ahead'
import { markHere } from './offline/kept-mark'
import { openingFragment, opensWith } from './offline/opens'

const opening = location.hash ? '' : openingFragment(opensWith())
if (opening) history.replaceState(null, '', opening)
// A page from a disk finds its files in itself.
if (location.protocol !== 'file:') askAhead(location.hash, markHere().has).catch(() => undefined)
void import('./app')
