import { html } from "htm/preact"

/** The eight-pointed star of the tile workers: the sign of a quiet moment. */
export function Star() {
  return html`<svg class="star" viewBox="-50 -50 100 100" aria-hidden="true">
    <rect x="-31" y="-31" width="62" height="62" />
    <rect x="-31" y="-31" width="62" height="62" transform="rotate(45)" />
    <circle r="15" />
  </svg>`
}
