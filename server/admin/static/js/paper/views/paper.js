// The paper room: printers above, then what can be edited, the text of it, and the very bitmap that is printed.
import { html } from "htm/preact"
import { Refusal } from "../../views/parts.js"
import { Editor } from "./editor.js"
import { Entries } from "./entries.js"
import { Preview } from "./preview.js"
import { Printers } from "./printers.js"

export function Paper({ room, words, dates, now }) {
  const state = room.state()
  const given = { room, state, words, dates, now }
  return html`<div class="paper" data-testid="paper">
    <${Printers} ...${given} />
    <${Said} ...${given} />
    ${state.loaded
      ? html`<div class="paper-desk"><${Entries} ...${given} /><${Editor} ...${given} /><${Preview} ...${given} /></div>`
      : html`<p class="board-note" role="status">${words.t("admin.loading")}</p>`}
  </div>`
}

/** What was done, or why not; always there, so that a screen reader hears what comes into it. */
function Said({ state, words }) {
  return html`<div class="paper-said" role="status">
    ${state.said && html`<p class=${`said-line said-${state.said}`} data-testid="paper-said" data-said=${state.said}>${words.t(`admin.paper.said.${state.said}`)}</p>`}
    <${Refusal} refusal=${state.refusal} words=${words} />
  </div>`
}
