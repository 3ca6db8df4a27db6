/** The page of a number just taken. */
import { html } from "htm/preact"
import { serviceOf } from "./flow.js"
import { Sign } from "./icons.js"
import { Letter } from "./services.js"
import { breadth } from "./sizes.js"
import { aheadText, noticeText, paperText, ticketWaitText } from "./texts.js"

export function Ticket(shared) {
  const { words, state, hall } = shared
  const { ticket } = state
  const ids = ticket.services?.length ? ticket.services : [ticket.service_id]
  const number = words.digits(ticket.number)
  const wait = ticketWaitText(shared, ticket)
  return html`
    <section class="told arch arch-number">
      <p class="ticket-title">${words.t("kiosk.your_number")}</p>
      <p class="ticket-number" data-testid="ticket-number" style=${{ "--breadth": breadth(number) }}>
        <bdi class="seen-height">${number}</bdi>
      </p>
      ${ticket.provisional && html`<p class="ticket-provisional" data-testid="provisional">${words.t("kiosk.provisional")}</p>`}
      <ul class="ticket-services">
        ${ids.map((id) => hall && serviceOf(hall, id)).filter(Boolean).map((service) => html`
          <li key=${service.id}><${Letter} service=${service} /><bdi>${words.name(service.names)}</bdi></li>`)}
      </ul>
    </section>
    <div class="acts">
      <div class="ticket-facts">
        <div>
          <p class="ticket-ahead" data-testid="people-ahead">${aheadText(shared, ticket)}</p>
          ${wait && html`<p class="ticket-range">${wait}</p>`}
        </div>
        ${ticket.phone_qr && html`<${Phone} words=${words} address=${ticket.phone_qr} />`}
      </div>
      <${Paper} ...${shared} />
      <${Ending} ...${shared} />
    </div>`
}

function Phone({ words, address }) {
  return html`
    <figure class="phone" data-testid="phone-qr">
      <img class="qr" src=${address} alt="" />
      <figcaption>${words.t("kiosk.follow")}</figcaption>
    </figure>`
}

function Paper(shared) {
  const { prints, printState } = shared.state.ticket
  const text = paperText(shared, shared.state.ticket)
  if (printState) return html`<p class="paper paper-failed" role="alert" data-testid="print-failed"><${Sign} name="warning" />${text}</p>`
  if (!prints) return html`<p class="paper" data-testid="no-paper">${text}</p>`
  return html`<p class="paper paper-coming" data-testid="paper-coming">${text}<${Sign} name="down" /></p>`
}

function Ending(shared) {
  const { words, state: { ticket }, ticketLeft, act } = shared
  return html`
    <div class="ending">
      <div class="ending-acts">
        <${Undo} ...${shared} />
        <button class="take" data-testid="done" onClick=${act.closeTicket}>${words.t("kiosk.done")}</button>
      </div>
      <div class="bar" aria-hidden="true"><div style=${{ inlineSize: `${(100 * ticketLeft) / ticket.staysFor}%` }}></div></div>
      <p class="quiet">${words.t("kiosk.back_in", { count: Math.ceil(ticketLeft / 1000) })}</p>
    </div>`
}

/** "Wrong service?": as long as the hall takes it back. Its place stays when it has gone, so that nothing moves. */
function Undo({ words, state: { ticket, withdrawing }, undoLeft, act }) {
  if (ticket.undoRefused) return html`<p class="undo-refused" role="alert">${noticeText(words, { code: ticket.undoRefused, message: "" })}</p>`
  if (undoLeft <= 0 && !withdrawing) return html`<span class="undo-over"></span>`
  return html`
    <button class="undo" data-testid="undo" aria-busy=${Boolean(withdrawing)} onClick=${act.withdraw}>
      <${Sign} name="undo" />
      <span>${withdrawing ? words.t("kiosk.sending") : words.t("kiosk.undo")}</span>
      <b aria-hidden="true">${words.digits(Math.ceil(undoLeft / 1000))}</b>
    </button>`
}
