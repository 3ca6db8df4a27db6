/** Before the first picture: the time, and what was known when the server was last heard. */
import { html } from "htm/preact"
import { Names } from "./pieces.js"

export function Waiting({ board }) {
  const { tongues, kept, now } = board
  const [{ words, dates }] = tongues
  const heard = kept && words.t("display.last_heard", { day: dates.date(kept.at), time: dates.clock(kept.at) })
  return html`
    <main class="board-waiting">
      ${kept && html`<h1><${Names} tongues=${tongues} names=${kept.picture.branch.names} /></h1>`}
      <p class="number waiting-clock"><bdi>${dates.clock(now)}</bdi></p>
      <p role="status">${words.t("display.connecting")}</p>
      ${heard && html`<p data-testid="last-heard">${heard}</p>`}
    </main>`
}
