/** The panel: the number that is called now, or two that were called almost at once. */
import { html } from "htm/preact"
import { panelCalls, serviceOf } from "../board.js"
import { isFresh } from "../eyes.js"
import { counterText, secondText } from "../tongues.js"
import { Both, Fit, isSaid, Names, Numeral, useStep } from "./pieces.js"

export function Panel({ board }) {
  const { picture, now, eyes } = board
  const calls = panelCalls(picture, now)
  if (!calls.length) return html`<${Empty} board=${board} />`
  return html`
    <section class=${`panel panel-of-${calls.length}`} aria-live=${calls.some((call) => isFresh(eyes, call, now)) ? "assertive" : "off"}>
      ${calls.map((call) => html`<${Call} key=${call.seq} board=${board} call=${call} />`)}
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

function Call({ board, call }) {
  const { tongues, picture, now, eyes, speaking } = board
  const fresh = isFresh(eyes, call, now)
  const step = useStep(fresh ? call.seq : null)
  const [first, second] = tongues
  const [counter, inSecond] = [counterText(first, call), second && secondText(tongues, call)]
  const service = board.room.isBrief ? null : serviceOf(picture, call)
  return html`
    <article ref=${step} class=${`call${fresh ? " call-fresh" : ""}${isSaid(speaking, call) ? " call-said" : ""}`}>
      <div class=${`call-inside call-in-${tongues.length}${service || second ? "" : " call-brief"}`}>
        <p class="call-number"><${Numeral} class="seen-height" tongue=${first} value=${call.number} data-testid="call-number" /></p>
        <p class="call-counter">
          ${counter && html`<${Fit} class="first" tongue=${first} text=${counter} weight=${700} data-testid="call-counter" />`}
        </p>
        ${second && html`
          <p class="call-second">
            ${inSecond && html`<${Fit} class="second" tongue=${second} text=${inSecond} weight=${500} />`}
          </p>`}
        ${service && html`<p class="call-service"><${Names} tongues=${tongues} names=${service.names} /></p>`}
      </div>
    </article>`
}
