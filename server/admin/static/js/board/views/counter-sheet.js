// One counter: what it is at, whom it serves, what it gives, and what can be done about it.
import { html } from "htm/preact"
import { Letter, Numeral } from "#shared/parts.js"
import { isolate } from "../../sentences.js"
import { actsOfCounter, actsOfTicket } from "../acts.js"
import { countersOf } from "../counters.js"
import { offerText } from "../phrases.js"
import { counterSubject, ticketSubject } from "../subjects.js"
import { Running, Stage } from "./counters.js"
import { Act } from "./parts.js"

const HARD = ["end", "cancel", "close"]

export function CounterSheet({ id, ...given }) {
  const { board, words, dates, now } = given
  const row = countersOf(board, now).find((one) => one.id === id)
  if (!row) return html`<p class="sheet-note">${words.t("admin.sheet.gone")}</p>`
  return html`<div class="sheet-body">
    <div class=${`sheet-stage row-${row.stage}`}><${Stage} row=${row} ...${{ words, dates }} />
      ${row.clerk && html`<b class="sheet-clerk">${isolate(row.clerk)}</b>`}</div>
    ${row.ticket && html`<${InHand} ticket=${row.ticket} ...${given} />`}
    <${CounterActs} row=${row} ...${given} />
    <${Offers} row=${row} ...${given} />
  </div>`
}

function InHand({ ticket, acting, ...given }) {
  const { words, dates } = given
  const subject = ticketSubject({ ...ticket, serviceId: ticket.service?.id })
  return html`<section class="in-hand" aria-label=${words.t("admin.counter.in_hand")}>
    <div class="in-hand-facts">
      <${Numeral} value=${ticket.number} words=${words} class="in-hand-number" data-testid="sheet-number" />
      <div>${ticket.service && html`<p class="named"><${Letter} service=${ticket.service} /> ${words.name(ticket.service.names)}</p>`}
        ${ticket.priority && html`<p class="quiet">${words.name(ticket.priority)}</p>`}</div>
      <div class="in-hand-time"><${Running} ticket=${ticket} ...${{ words, dates }} /></div>
    </div>
    ${acting && html`<${Acts} acts=${actsOfTicket(ticket.state)} subject=${subject} ...${given} />`}
  </section>`
}

function CounterActs({ row, acting, ...given }) {
  if (!acting) return null
  return html`<${Acts} acts=${actsOfCounter(row)} subject=${counterSubject(row)} ...${given} />`
}

function Acts({ acts, subject, ...given }) {
  return html`<div class="acts">${acts.map((act) => html`<${Act} key=${act} act=${act} subject=${subject}
    kind=${HARD.includes(act) ? "small-act hard-act" : "small-act"} ...${given} />`)}</div>`
}

function Offers({ row, words }) {
  return html`<section class="offers"><h3>${words.t("admin.counter.gives")}</h3>
    <ul>${row.offers.map((offer) => html`<li key=${offer.service.id}><${Letter} service=${offer.service} />
      <span>${words.name(offer.service.names)}</span><span class="quiet">${offerText(offer, words)}</span></li>`)}</ul>
    ${row.offers.length === 0 && html`<p class="quiet">${words.t("admin.counter.gives_nothing")}</p>`}
    ${row.expressMinutes && html`<p class="quiet">${words.t("admin.counter.express", { minutes: row.expressMinutes })}</p>`}
  </section>`
}
