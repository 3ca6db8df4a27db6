// The live board of one hall.
import { html } from "htm/preact"
import { refusalText, spoken } from "../../sentences.js"
import { mayAct } from "../rights.js"
import { ageSeconds } from "../state.js"
import { Alarms } from "./alarms.js"
import { Counters } from "./counters.js"
import { Figures } from "./figures.js"
import { Lines } from "./lines.js"
import { Parked } from "./parked.js"
import { Sheet } from "./sheet.js"

export function Board({ room, user, words, dates, now }) {
  const state = room.state()
  const given = { room, state, board: state.board, words, dates, now, acting: mayAct(user) }
  if (state.barred) return html`<p class="board-note" role="alert">${refusalText(state.barred, words)}</p>`
  if (!state.board) return html`<${Waiting} ...${given} />`
  return html`<div class="board" data-testid="board" data-seq=${state.board.seq}>
    <${Age} ...${given} />
    <${Figures} ...${given} />
    <${Alarms} ...${given} />
    <div class="panels"><${Lines} ...${given} /><${Counters} ...${given} /></div>
    <${Parked} ...${given} />
    <${Said} ...${given} />
    <${Sheet} ...${given} />
  </div>`
}

function Waiting({ state, words, now }) {
  const isLost = ageSeconds(state, now) !== null
  return html`<p class="board-note" role="status">${words.t(isLost ? "admin.link.never" : "admin.loading")}</p>`
}

/** How old the picture is, as soon as it is not fresh any more. */
function Age({ state, words, dates, now }) {
  const age = ageSeconds(state, now)
  return html`<div class="age-place" role="status">
    ${age !== null && html`<p class="age" data-testid="age">${words.t("admin.link.lost", { age: dates.duration(age) })}</p>`}
  </div>`
}

function Said({ state, words, now }) {
  const said = state.said && now < state.said.until ? state.said : null
  return html`<div class="said-place" role="status">
    ${said && html`<p class="said" data-testid="said">${words.t(said.key, spoken(said.params, words))}</p>`}
  </div>`
}
