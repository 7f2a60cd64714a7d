export type ThemeChoice = 'system' | 'light' | 'dark'

const KEY = 'cairn-theme'

/** Light, dark, or as the system has it; kept on this device where the browser allows. */
export class Theme {
  choice = $state<ThemeChoice>(remembered())

  choose(choice: ThemeChoice): void {
    this.choice = choice
    this.apply()
    remember(choice)
  }

  apply(): void {
    const root = document.documentElement
    if (this.choice === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = this.choice
  }
}

/** Storage throws where it is forbidden (private windows, `file:` in some browsers); then the choice lasts for the visit. */
function remembered(): ThemeChoice {
  try {
    const kept = localStorage.getItem(KEY)
    return kept === 'light' || kept === 'dark' ? kept : 'system'
  } catch {
    return 'system'
  }
}

function remember(choice: ThemeChoice): void {
  try {
    if (choice === 'system') localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, choice)
  } catch {
    return
  }
}
