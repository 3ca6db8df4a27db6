/** The drawing of the kiosk: a header, one page, the languages. `act` holds what a touch does. */
import { html } from "htm/preact"
import { pageOf, troubleCode } from "./flow.js"
import { Services } from "./services.js"
import { Ticket } from "./ticket.js"

const PAGES = { services: Services, ticket: Ticket, trouble: Trouble, closed: Closed, starting: Starting }

export function Kiosk({ words, dates, state, clock, act }) {
  const page = pageOf(state)
  const shared = { words, dates, state, clock, act }
  return html`
    <div class=${`kiosk kiosk-${page}`} onPointerDown=${act.touch}>
      <${Header} ...${shared} />
      <main class=${state.settled ? "page" : "page page-settling"}><${PAGES[page]} ...${shared} /></main>
      <footer class="foot">${page !== "ticket" && html`<${Languages} ...${shared} />`}</footer>
    </div>`
}

function Header({ words, dates, state, clock }) {
  const { picture } = state
  return html`
    <header class="header">
      <${Crest} />
      <h1><bdi>${picture && words.name(picture.branch.names)}</bdi></h1>
      ${picture && html`
        <div class="moment">
          <p class="clock"><bdi>${dates.clock(clock)}</bdi></p>
          <p><bdi>${dates.date(clock)}</bdi></p>
        </div>`}
    </header>`
}

function Crest() {
  return html`
    <svg class="crest" viewBox="0 0 64 64" aria-hidden="true">
      <path d="M32 2 40.8 10.8H53.2V23.2L62 32 53.2 40.8V53.2H40.8L32 62 23.2 53.2H10.8V40.8L2 32 10.8 23.2V10.8H23.2Z" />
      <path d="M32 14 44.7 19.3 50 32 44.7 44.7 32 50 19.3 44.7 14 32 19.3 19.3Z" />
      <circle cx="32" cy="32" r="5" />
    </svg>`
}

function Languages({ words, state, act }) {
  return html`
    <nav class="languages" aria-label=${words.t("kiosk.languages")}>
      ${words.languages.map(({ code, name }) => html`
        <button key=${code} lang=${code} data-testid=${`language-${code}`} aria-pressed=${code === state.language}
          onClick=${() => act.chooseLanguage(code)}>${name}</button>`)}
    </nav>`
}

function Trouble({ words, state }) {
  const code = troubleCode(state)
  return html`
    <section class="message message-trouble" role="alert" data-testid="trouble" data-code=${code}>
      <svg viewBox="0 0 64 64" aria-hidden="true"><path d="M32 6a26 26 0 1 0 0 52 26 26 0 0 0 0-52M20 32h24" /></svg>
      <h2>${words.t("kiosk.trouble")}</h2>
      <p>${words.t("kiosk.ask_clerk")}</p>
      <p class="quiet">${words.t("kiosk.trouble_ends")}</p>
    </section>`
}

function Closed({ words, dates, state, clock }) {
  const { opens_at: opensAt } = state.picture.branch
  return html`
    <section class="message" data-testid="closed">
      <svg viewBox="0 0 64 64" aria-hidden="true"><path d="M32 6a26 26 0 1 0 0 52 26 26 0 0 0 0-52M32 18v15l10 7" /></svg>
      <h2>${words.t("kiosk.closed")}</h2>
      ${opensAt && html`<p>${words.t("kiosk.opens", { opening: dates.opening(opensAt, clock) })}</p>`}
    </section>`
}

function Starting({ words }) {
  return html`<section class="message" role="status"><p class="quiet">${words.t("kiosk.starting")}</p></section>`
}
