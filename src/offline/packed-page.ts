/** First in the script of a page built for a stick: the app finds its files through `cairnPack`. */
import { unpack, type PackedPage } from './unpack'

const page = globalThis as PackedPage

page.cairnPack = unpack(page, (n, failed) => {
  const script = document.createElement('script')
  script.src = `./packed/${n}.js`
  script.onload = () => script.remove()
  script.onerror = () => {
    script.remove()
    failed()
  }
  document.head.append(script)
})
