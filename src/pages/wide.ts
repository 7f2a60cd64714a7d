import { MediaQuery } from 'svelte/reactivity'

/** Whether marked areas have room beside the finding, as `FindingHead` lays them out. */
export const wide = new MediaQuery('(min-width: 75em)')
