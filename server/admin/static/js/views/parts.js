import { html } from "htm/preact"
import { refusalText } from "../sentences.js"

/** The sign of the house: the eight-pointed star of the tile workers. */
export function Crest() {
  return html`<svg class="crest" viewBox="0 0 64 64" aria-hidden="true">
    <path d="M32 2 40.8 10.8H53.2V23.2L62 32 53.2 40.8V53.2H40.8L32 62 23.2 53.2H10.8V40.8L2 32 10.8 23.2V10.8H23.2Z" />
    <path d="M32 14 44.7 19.3 50 32 44.7 44.7 32 50 19.3 44.7 14 32 19.3 19.3Z" />
    <circle cx="32" cy="32" r="5" />
  </svg>`
}

/** The calm place of a refusal; always there, so that a screen reader hears what comes into it. */
export function Refusal({ refusal, words }) {
  return html`<div class="refusal-place" aria-live="polite" aria-atomic="true">
    ${refusal && html`<p class="refusal" data-testid="refusal" data-code=${refusal.code}>${refusalText(refusal, words)}</p>`}
  </div>`
}
