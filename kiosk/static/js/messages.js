/** The pages on which nothing can be taken: the hall is closed, something is wrong, the kiosk is not ready yet. */
import { html } from "htm/preact"
import { troubleCode } from "./flow.js"
import { Sign } from "./icons.js"

export function Trouble({ words, state }) {
  const code = troubleCode(state)
  return html`
    <section class="message message-trouble" role="alert" data-testid="trouble" data-code=${code}>
      <${Sign} name="stop" />
      <h2>${words.t("kiosk.trouble")}</h2>
      <p>${words.t("kiosk.ask_clerk")}</p>
      <p class="quiet">${words.t("kiosk.trouble_ends")}</p>
    </section>`
}

export function Closed({ words, dates, hall, clock }) {
  const { opens_at: opensAt } = hall.branch
  return html`
    <section class="arch message message-closed" data-testid="closed">
      <${Sign} name="clock" />
      <h2>${words.t("kiosk.closed")}</h2>
      ${opensAt && html`<p>${words.t("kiosk.opens", { opening: dates.opening(opensAt, clock) })}</p>`}
    </section>`
}

export function Starting({ words }) {
  return html`<section class="message" role="status"><p class="quiet">${words.t("kiosk.starting")}</p></section>`
}
