/**
 * The drawing of the kiosk: a header, one page, the languages and aids at its foot. `act` holds what a touch does.
 *
 * What every page is given: words and dates of the language, state (flow.js), hall (hall.js; null before the first
 * picture), room (sizes.js), clock (the server's time), ticketLeft, undoLeft and warningLeft in milliseconds.
 */
import { html } from "htm/preact"
import { Attract } from "./attract.js"
import { Foot } from "./foot.js"
import { ArchShape, Crest, Sign } from "./icons.js"
import { Closed, Starting, Trouble } from "./messages.js"
import { pageOf } from "./flow.js"
import { Search } from "./search.js"
import { ServicePage } from "./service.js"
import { Services } from "./services.js"
import { Ticket } from "./ticket.js"
import { StillThere } from "./warning.js"
import { Who } from "./who.js"

const PAGES = {
  attract: Attract, services: Services, search: Search, service: ServicePage, identity: Who, ticket: Ticket, trouble: Trouble,
  closed: Closed, starting: Starting,
}

export function Kiosk(shared) {
  const { state, settled, act } = shared
  const page = pageOf(state)
  const warned = state.warnedAt !== null
  return html`
    <div class=${`kiosk kiosk-${page}${settled ? "" : " kiosk-settling"}`} data-testid="kiosk" data-page=${page}
      onPointerDown=${act.touch}>
      <${ArchShape} />
      <div class="upright" inert=${warned}>
        <${Header} ...${shared} />
        <main class="page"><${PAGES[page]} ...${shared} /></main>
        <${Foot} ...${shared} />
      </div>
      ${warned && html`<${StillThere} ...${shared} />`}
    </div>`
}

function Header({ words, dates, hall, clock }) {
  return html`
    <header class="header">
      <${Crest} />
      <h1><bdi>${hall && words.name(hall.branch.names)}</bdi></h1>
      ${hall && html`
        <div class="moment">
          <p class="clock"><bdi>${dates.clock(clock)}</bdi></p>
          <p><bdi>${dates.date(clock)}</bdi></p>
        </div>`}
      ${hall?.offline && html`
        <p class="offline" data-testid="offline"><${Sign} name="link" /><span>${words.t("kiosk.offline")}</span></p>`}
    </header>`
}
