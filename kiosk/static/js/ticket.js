/** The page of a number just taken. */
import { html } from "htm/preact"
import { TICKET_MILLISECONDS } from "./flow.js"
import { Letter } from "./services.js"

export function Ticket({ words, dates, state, act }) {
  const { ticket } = state
  const service = state.picture.services.find((one) => one.id === ticket.service_id)
  return html`
    <section class="ticket">
      <p class="ticket-title">${words.t("kiosk.your_number")}</p>
      <p class="ticket-number" data-testid="ticket-number" style=${{ "--letters-in-it": ticket.number.length }}>
        <bdi class="seen-height">${words.digits(ticket.number)}</bdi>
      </p>
      ${service && html`<p class="ticket-service"><${Letter} service=${service} /><bdi>${words.name(service.names)}</bdi></p>`}
      <p class="ticket-ahead" data-testid="people-ahead">${words.t("shared.ahead", { count: ticket.ahead })}</p>
      <p class="ticket-range">${rangeText(words, dates, ticket.estimate)}</p>
      ${ticket.phone_qr && html`<${Phone} words=${words} address=${ticket.phone_qr} />`}
    </section>
    <${Paper} words=${words} ticket=${ticket} />
    <${Ending} words=${words} left=${state.ticketLeft} act=${act} />`
}

function rangeText(words, dates, estimate) {
  const range = dates.range(estimate)
  return estimate ? words.t("kiosk.wait", { range }) : range
}

function Phone({ words, address }) {
  return html`
    <figure class="phone" data-testid="phone-qr">
      <img class="qr" src=${address} alt="" />
      <figcaption>${words.t("kiosk.follow")}</figcaption>
    </figure>`
}

function Paper({ words, ticket }) {
  const { prints, printState } = ticket
  if (printState) return html`
    <p class="paper paper-failed" role="alert" data-testid="print-failed">
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 3 22 20H2zM12 10v5M12 17.2v.6" /></svg>
      ${words.t(printState === "unknown" ? "kiosk.print_unknown" : "kiosk.print_failed")}
    </p>`
  if (!prints) return html`<p class="paper">${words.t("kiosk.remember")}</p>`
  return html`
    <p class="paper paper-coming" data-testid="paper-coming">
      ${words.t("kiosk.paper_coming")}
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 4v15M5 12l7 7 7-7" /></svg>
    </p>`
}

function Ending({ words, left, act }) {
  return html`
    <div class="ending">
      <button class="done" data-testid="done" onClick=${act.closeTicket}>${words.t("kiosk.done")}</button>
      <div class="bar" aria-hidden="true"><div style=${{ inlineSize: `${(100 * left) / TICKET_MILLISECONDS}%` }}></div></div>
      <p class="quiet">${words.t("kiosk.back_in", { count: Math.ceil(left / 1000) })}</p>
    </div>`
}
