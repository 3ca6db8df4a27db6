/** The calls alone, and the calls with the waiting lines. */
import { html } from "htm/preact"
import { Foot } from "./foot.js"
import { Head } from "./head.js"
import { Panel } from "./panel.js"
import { Missed, Recent } from "./side.js"
import { Strip } from "./strip.js"

export function Calls({ board }) {
  return html`<${Head} board=${board} /><${Panel} board=${board} /><${Side} board=${board} /><${Foot} board=${board} />`
}

export function Lines({ board }) {
  return html`
    <${Head} board=${board} /><${Panel} board=${board} /><${Side} board=${board} />
    ${board.room.strip.rows > 0 && html`<${Strip} board=${board} />`}<${Foot} board=${board} />`
}

export function Side({ board }) {
  return html`<div class="side"><${Recent} board=${board} /><${Missed} board=${board} /></div>`
}
