import { heightOf } from './frame'

/** A script for a page with frames of views: each frame is given the height that the view in it tells. */
addEventListener('message', ({ source, data }: MessageEvent) => {
  const height = heightOf(data)
  if (height === null) return
  for (const frame of document.querySelectorAll('iframe'))
    if (frame.contentWindow === source) frame.height = String(height)
})
