import { createContext } from 'svelte'
import type { App, Theme } from '../state'
import type { FirstTime } from '../state/first-time.svelte'
import type { Headline } from './headline.svelte'
import type { Replaying } from './replay/replaying.svelte'
import type { Taking } from './taking'

/** The one store, handed down to every component. */
export const [getApp, setApp] = createContext<App>()
export const [getTheme, setTheme] = createContext<Theme>()
/** Whether hints for first-time readers are wanted. */
export const [getFirstTime, setFirstTime] = createContext<FirstTime>()
/** The sentence on the screen. */
export const [getHeadline, setHeadline] = createContext<Headline>()
/** What the page shows, for those who take it away. */
export const [getTaking, setTaking] = createContext<Taking>()
/** The replay file that is open. */
export const [getReplaying, setReplaying] = createContext<Replaying>()
