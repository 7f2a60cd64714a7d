import { ReleaseError } from '../domain'
import { findChromium } from './find-browser'

/** Prints documents, one after the other, in one page of a browser without a window. */
export interface Printer {
  /** A whole document as a tagged PDF with an outline, on the paper that its own style sheet names. */
  print(html: string): Promise<Uint8Array>
  close(): Promise<void>
}

/** How PDF files can be had where there is no browser for it. */
export const NO_PRINTER =
  'found no browser that prints: install Chromium, Google Chrome or Microsoft Edge (131 or later), or name one as CAIRN_CHROMIUM, and run npm install with its development packages; or open the HTML files and print them'

/** Starts an installed Chromium; null where there is none, or nothing to drive it. Throws `ReleaseError` where it does not start. */
export async function startPrinter(): Promise<Printer | null> {
  const executablePath = findChromium()
  // A development package: whoever installs without those has no printer.
  const driver = executablePath && (await import('playwright-core').catch(() => null))
  if (!driver) return null
  const browser = await driver.chromium
    .launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    })
    .catch((thrown: unknown) => {
      // prettier-ignore
      throw new ReleaseError('The browser that prints does not start', { where: executablePath, found: thrown instanceof Error ? thrown.message.split('\n')[0] : String(thrown), todo: 'Name another as CAIRN_CHROMIUM, or ask for HTML alone.' }) // prettier-ignore
    })
  const page = await (await browser.newContext({ javaScriptEnabled: false, offline: true, colorScheme: 'light' })).newPage() // prettier-ignore
  return {
    async print(html) {
      await page.setContent(html, { waitUntil: 'load' })
      return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true })
    },
    close: () => browser.close(),
  }
}
