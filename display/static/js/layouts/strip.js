/** The waiting lines: how many wait, and how long it takes, as many at once as can be read. */
import { html } from "htm/preact"
import { evenPages, turn } from "../board.js"
import { Both, Letter, Names } from "./pieces.js"

export function Strip({ board }) {
  const { tongues, picture, now, room } = board
  const { rows, columns } = room.strip
  const pages = evenPages(picture.services, rows * columns)
  const on = turn(pages.length, now)
  const label = tongues[0].words.t("display.lines")
  return html`
    <section class=${`strip strip-of-${columns}`} style=${{ "--columns": columns, "--rows": rows }} aria-label=${label}>
      <ul key=${on}>${pages[on].map((service) => html`<${Line} key=${service.id} tongues=${tongues} service=${service} />`)}</ul>
    </section>`
}

function Line({ tongues, service }) {
  return html`
    <li class="line">
      <p class="line-name"><${Letter} service=${service} /><${Names} tongues=${tongues} names=${service.names} weight=${700} /></p>
      <p class="line-wait" data-testid=${`waiting-${service.code}`}><${Both} tongues=${tongues} say=${waitText(service)} /></p>
    </li>`
}

function waitText(service) {
  return ({ words, dates }) => `${words.t("shared.waiting", { count: service.waiting })} · ${dates.range(service.estimate)}`
}
