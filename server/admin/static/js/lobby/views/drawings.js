// A small drawing of each layout of a board, as it stands in a language from left to right; the style sheet mirrors it.
import { html } from "htm/preact"

// call: the called number; row: a line of text; picture: a medium. Each: [x, y, width, height] on a screen of 64 by 36.
const SHAPES = {
  calls: { call: [[5, 6, 34, 24]], row: [[44, 6, 15, 4], [44, 14, 15, 4], [44, 22, 15, 4]] },
  lines: { call: [[5, 5, 34, 16]], row: [[44, 5, 15, 3], [44, 11, 15, 3], [44, 17, 15, 3], [5, 26, 15, 5], [24, 26, 15, 5], [44, 26, 15, 5]] },
  media: { call: [[5, 6, 20, 11]], row: [[5, 21, 20, 3], [5, 27, 20, 3]], picture: [[30, 6, 29, 24]] },
  service: { call: [[15, 6, 34, 14]], row: [[5, 25, 54, 6]] },
  counter: { call: [[18, 6, 28, 17]], row: [[20, 27, 24, 3]] },
}

export function Drawing({ layout }) {
  const kinds = Object.entries(SHAPES[layout])
  return html`<svg class="drawing" viewBox="0 0 64 36" aria-hidden="true"><rect class="drawing-screen" width="64" height="36" rx="3" />
    ${kinds.map(([kind, shapes]) => shapes.map(([x, y, width, height]) => html`<rect key=${`${kind} ${x} ${y}`} class=${`drawing-${kind}`}
      x=${x} y=${y} width=${width} height=${height} rx="1" />`))}</svg>`
}
