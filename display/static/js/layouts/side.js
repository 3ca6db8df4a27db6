/** Beside the panel: the calls before, and the numbers that nobody came for. */
import { html } from "htm/preact"
import { recentCalls } from "../board.js"
import { hasOtherDigits } from "../tongues.js"
import { Both, isSaid, Numeral } from "./pieces.js"

export function Recent({ board }) {
  const { tongues, picture, now, room, speaking } = board
  const calls = recentCalls(picture, now, room.rows, speaking?.ticket_id)
  const label = (key) => (tongue) => tongue.words.t(key)
  return html`
    <section class=${calls.length ? "recent" : "recent recent-empty"} aria-label=${tongues[0].words.t("display.recent")}>
      ${calls.length > 0 && room.isHeaded && html`
        <p class="recent-head">
          <${Both} tongues=${tongues} say=${label("display.number")} /><${Both} tongues=${tongues} say=${label("display.counter")} />
        </p>`}
      <ol style=${{ "--rows": Math.max(1, room.rows) }}>
        ${calls.map((call) => html`<${Row} key=${call.ticket_id} board=${board} call=${call} />`)}
      </ol>
    </section>`
}

function Row({ board, call }) {
  const { tongues, room, speaking } = board
  const [first, second] = tongues
  const isDouble = room.shape !== "wall" && hasOtherDigits(tongues, `${call.number} ${call.counter_number}`)
  return html`
    <li data-testid="recent-call" class=${`recent-call recent-${call.state}${isSaid(speaking, call) ? " recent-said" : ""}`}>
      <span class="recent-pair">
        <${Numeral} class="recent-number seen-height" tongue=${first} value=${call.number} weight=${700} />
        <${Numeral} class="recent-counter seen-height" tongue=${first} value=${call.counter_number} weight=${700} />
      </span>
      ${isDouble && html`
        <span class="recent-pair recent-second">
          <${Numeral} class="recent-number" tongue=${second} value=${call.number} weight=${500} />
          <${Numeral} class="recent-counter" tongue=${second} value=${call.counter_number} weight=${500} />
        </span>`}
    </li>`
}

/** Whoever did not come may still come back; the newest stand first. */
export function Missed({ board }) {
  const { tongues, picture, room } = board
  const { digits } = tongues[0].words
  const missed = (picture.missed ?? []).slice(0, room.missedShown)
  if (!room.missed || !missed.length) return null
  return html`
    <section class="missed" data-testid="missed">
      <p class="missed-head"><${Both} tongues=${tongues} say=${({ words }) => words.t("display.missed")} /></p>
      <ol>
        ${missed.map(({ ticket_id: id, number }) => html`<li key=${id}><bdi dir="ltr" class="number">${digits(number)}</bdi></li>`)}
      </ol>
    </section>`
}
