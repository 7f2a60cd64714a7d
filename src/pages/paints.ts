import { cssVariables } from '../charts/theme'

/**
 * Gives the charts' paints to the page as variables, by theme. A constructed sheet, because the
 * Content-Security-Policy allows no inline style, and the colours have one home in `charts/theme`.
 */
export function paintSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  const light = cssVariables('light')
  const dark = cssVariables('dark')
  sheet.replaceSync(`
    :root { ${light} }
    @media (prefers-color-scheme: dark) { :root:not([data-theme='light']) { ${dark} } }
    :root[data-theme='dark'] { ${dark} }
    @media print { :root, :root:not([data-theme='light']), :root[data-theme='dark'] { ${light} } }
    @media (forced-colors: active) {
      :root, :root:not([data-theme='light']), :root[data-theme='dark'] {
        --paint-ink: CanvasText; --paint-muted: CanvasText; --paint-rule: GrayText; --paint-outline: CanvasText;
        --paint-sheet: Canvas; --paint-paper: Canvas; --paint-none: Canvas; --paint-chosen: Highlight;
      }
    }`)
  return sheet
}
