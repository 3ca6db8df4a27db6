/** The panel: the number that is called now, or two that were called almost at once. */
import { html } from "htm/preact"
import { panelCalls, serviceOf } from "../board.js"
import { Both, Fit, hasOtherDigits, Names, Numeral } from "./pieces.js"

export function Panel({ board }) {
  const { picture, now, quietSeq } = board
  const calls = panelCalls(picture, now)
  if (!calls.length) return html`<${Empty} board=${board} />`
  return html`
    <section class=${`panel panel-of-${calls.length}`} aria-live="assertive">
      ${calls.map((call) => html`<${Call} key=${call.seq} board=${board} call=${call} fresh=${call.seq > quietSeq} />`)}
    </section>`
}

function Empty({ board: { tongues, picture, now } }) {
  return html`
    <section class="panel panel-empty">
      <p class="empty"><${Both} tongues=${tongues} say=${emptyText(picture, now)} /></p>
    </section>`
}

function emptyText({ branch }, now) {
  return ({ words: { t }, dates }) => {
    if (branch.open) return t("display.nobody_called")
    if (!branch.opens_at) return t("display.closed")
    return t("display.closed_until", { opening: dates.opening(branch.opens_at, now) })
  }
}

function Call({ board, call, fresh }) {
  const { tongues, picture } = board
  const [first, second] = tongues
  const service = board.room.isBrief ? null : serviceOf(picture, call)
  return html`
    <article class=${fresh ? "call call-fresh" : "call"}>
      <div class=${`call-inside call-in-${tongues.length}${service || second ? "" : " call-brief"}`}>
        <p class="call-number"><${Numeral} class="seen-height" tongue=${first} value=${call.number} data-testid="call-number" /></p>
        <p class="call-counter">
          <${Fit} class="first" tongue=${first} text=${counterText(first, call)} weight=${700} data-testid="call-counter" />
        </p>
        ${second && html`
          <p class="call-second"><${Fit} class="second" tongue=${second} text=${secondText(tongues, call)} weight=${500} /></p>`}
        ${service && html`<p class="call-service"><${Names} tongues=${tongues} names=${service.names} /></p>`}
      </div>
    </article>`
}

function counterText({ words }, { counter_number: number }) {
  return words.t("shared.counter", { number })
}

/** All that the readers of the second language need, in one line: their digits too, where they are others. */
function secondText(tongues, call) {
  const [, second] = tongues
  const counter = counterText(second, call)
  return hasOtherDigits(tongues, call.number) ? `\u2066${second.words.digits(call.number)}\u2069 · ${counter}` : counter
}
