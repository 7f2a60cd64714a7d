declare module 'topojson-server' {
  /** Features become objects of one topology whose shared lines stand once; coordinates snap to a grid of `quantization` steps. */
  export function topology(objects: Readonly<Record<string, unknown>>, quantization?: number): unknown
}
