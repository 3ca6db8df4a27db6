// One visitor who is neither waiting nor served: parked, or not come when called.
import { html } from "htm/preact"
import { Letter, Numeral } from "#shared/parts.js"
import { isolate } from "../../sentences.js"
import { actsOfTicket } from "../acts.js"
import { parkedOf } from "../lines.js"
import { ticketSubject } from "../subjects.js"
import { Act } from "./parts.js"

export function HeldSheet({ id, ...given }) {
  const { words, dates } = given
  const ticket = parkedOf(given.board, given.now).held.find((one) => one.id === id)
  if (!ticket) return html`<${Gone} words=${words} />`
  return html`<${Visitor} ticket=${ticket} acts=${actsOfTicket("held")} ...${given}>
    <p>${words.t("admin.held.since", { time: dates.duration(ticket.seconds) })}</p>
    <p>${placeText(ticket, words)}</p>
    ${ticket.note && html`<p class="alarm-note">«${isolate(ticket.note)}»</p>`}
  <//>`
}

function placeText({ held_for: scope, counter_number: counter, clerk }, words) {
  const by = isolate(clerk ?? "")
  return scope === "hall" ? words.t("admin.held.for_hall", { clerk: by }) : words.t("admin.held.at_counter", { counter, clerk: by })
}

export function MissedSheet({ id, ...given }) {
  const { words, dates } = given
  const ticket = parkedOf(given.board, given.now).missed.find((one) => one.id === id)
  if (!ticket) return html`<${Gone} words=${words} />`
  return html`<${Visitor} ticket=${ticket} acts=${ticket.mayReturn ? actsOfTicket("missed") : []} ...${given}>
    <p>${words.t("admin.missed.since", { time: dates.duration(ticket.seconds), count: ticket.misses })}</p>
    <p>${ticket.mayReturn ? words.t("admin.missed.until", { time: dates.clock(ticket.until) }) : words.t("admin.missed.never")}</p>
  <//>`
}

function Visitor({ ticket, acts, acting, children, ...given }) {
  const { words } = given
  const subject = ticketSubject({ ...ticket, serviceId: ticket.service_id })
  return html`<div class="sheet-body">
    <div class="in-hand-facts">
      <${Numeral} value=${ticket.number} words=${words} class="in-hand-number" />
      <div>${ticket.service && html`<p class="named"><${Letter} service=${ticket.service} /> ${words.name(ticket.service.names)}</p>`}
        ${ticket.priority && html`<p class="quiet">${words.name(ticket.priority)}</p>`}</div>
    </div>
    ${children}
    ${acting && acts.length > 0 && html`<div class="acts">${acts.map((act) => html`<${Act} key=${act} act=${act} subject=${subject} ...${given} />`)}</div>`}
  </div>`
}

/** Somebody else was quicker: the visitor has moved on while this was open. */
function Gone({ words }) {
  return html`<p class="sheet-note">${words.t("admin.sheet.gone")}</p>`
}
