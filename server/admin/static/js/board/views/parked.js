// Those who are neither waiting nor served: parked ones, and ones who did not come when called.
import { html } from "htm/preact"
import { Numeral, once } from "#shared/parts.js"
import { parkedOf } from "../lines.js"

export function Parked(given) {
  const { held, missed } = parkedOf(given.board, given.now)
  return html`<div class="parked">
    <${Group} name="held" tickets=${held} ...${given} />
    <${Group} name="missed" tickets=${missed} ...${given} />
  </div>`
}

function Group({ name, tickets, words, dates, room }) {
  return html`<section class="panel parked-group" aria-labelledby=${`${name}-title`}>
    <h2 id=${`${name}-title`}>${words.t(`admin.${name}.title`)} <b>${words.digits(tickets.length)}</b></h2>
    <ul class="scroller">${tickets.map((ticket) => html`<li key=${ticket.id}>
      <button type="button" class="chip" data-testid=${`${name}-${ticket.number}`} onClick=${once(() => room.open(name, ticket.id))}>
        <${Numeral} value=${ticket.number} words=${words} /> <span>${chipText(name, ticket, words, dates)}</span>
      </button></li>`)}</ul>
  </section>`
}

function chipText(name, ticket, words, dates) {
  const time = dates.duration(ticket.seconds)
  if (name === "missed") return words.t(ticket.mayReturn ? "admin.missed.chip" : "admin.missed.out", { time })
  if (ticket.held_for === "hall") return words.t("admin.held.hall", { time })
  return words.t("admin.held.counter", { counter: ticket.counter_number, time })
}
