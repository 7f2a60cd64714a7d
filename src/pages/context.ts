import { createContext } from 'svelte'
import type { App, Theme } from '../state'

/** The one store, handed down to every component. */
export const [getApp, setApp] = createContext<App>()
export const [getTheme, setTheme] = createContext<Theme>()
