/** The first page: the hall's services and groups of services, one touch each. */
import { html } from "htm/preact"
import { inkOn } from "#shared/colors.js"
import { chosenIds, refusalOf } from "./flow.js"
import { Sign, Subject } from "./icons.js"
import { isSearchable, shelfOf } from "./shown.js"
import { leadText, lineText, nearTicketText } from "./texts.js"

const DENSE_FROM = 6

export function Services(shared) {
  const { state } = shared
  const shown = shelfOf(shared)
  return html`
    <div class=${state.notice ? "told arch lead lead-notice" : "told arch lead"}>
      <p role="status" data-testid="lead">
        ${state.notice && html`<${Sign} name=${state.notice.code === "withdrawn" ? "undo" : "warning"} />`}
        <span>${leadText(shared)}</span>
      </p>
    </div>
    <div class="acts shelf">
      <ul class=${classOf(shown)} data-testid="services">
        ${shown.entries.map((entry) => html`<li key=${entry.code}><${Entry} ...${shared} entry=${entry} /></li>`)}
      </ul>
      <${Bar} ...${shared} shown=${shown} />
    </div>`
}

/** Where rows stand close, their words are smaller. */
function classOf({ entries, columns }) {
  const dense = entries.length > DENSE_FROM ? " services-dense" : ""
  return `services services-in-${columns}${dense}`
}

function Entry({ entry, ...shared }) {
  return entry.kind === "group" ? html`<${Group} ...${shared} entry=${entry} />` : html`<${Card} ...${shared} service=${entry.service} />`
}

function Group({ words, act, entry: { code, group, services } }) {
  return html`
    <button class="service service-group" data-testid=${`group-${code}`} onClick=${() => act.openGroup(code)}>
      <span class="letter letter-group"><${Subject} name=${group.icon ?? "star"} /></span>
      <span class="service-text">
        <bdi class="service-name">${words.name(group.names)}</bdi>
        <span class="service-line">${words.t("kiosk.services_in", { count: services.length })}</span>
      </span>
      <${Sign} name="forward" />
    </button>`
}

/** A service, on the shelf and among what a search found. */
export function Card({ service, ...shared }) {
  const { words, state, act } = shared
  const refusal = refusalOf(state, service.id)
  const sending = Boolean(state.sending) && chosenIds(state).includes(service.id)
  const until = refusal ? null : nearTicketText(shared, service)
  return html`
    <button class=${`service${sending ? " service-sending" : ""}${until ? " service-ending" : ""}`} data-testid=${`service-${service.code}`}
      aria-disabled=${refusal !== null} aria-busy=${sending} onClick=${() => act.touchService(service.id)}>
      <span class="badge"><${Letter} service=${service} />${!refusal && html`<${Subject} name=${service.icon} />`}</span>
      <span class="service-text">
        <bdi class="service-name">${words.name(service.names)}</bdi>
        <span class="service-line">${lineText(shared, service)}</span>
        ${until && html`<span class="service-until">${until}</span>`}
      </span>
    </button>`
}

export function Letter({ service }) {
  const colors = { backgroundColor: service.color, color: inkOn(service.color) }
  return html`<b class="letter" style=${colors}><span class="seen-height">${service.letter}</span></b>`
}

/** Where to go from here: back, the other pages, the search. */
function Bar({ words, state, hall, act, shown: { page, pages } }) {
  const back = state.path !== null || state.wish.serviceIds.length > 0
  if (!back && pages === 1 && !isSearchable(hall)) return null
  return html`
    <nav class="bar-of-pages" aria-label=${words.t("kiosk.pages")}>
      ${back && html`<button data-testid="back" onClick=${act.goBack}><${Sign} name="back" />${words.t("kiosk.back")}</button>`}
      ${pages > 1 && html`
        <button class="turn" data-testid="previous-page" aria-label=${words.t("kiosk.previous")} disabled=${page === 0}
          onClick=${() => act.turnPage(page - 1)}><${Sign} name="previous" /></button>
        <p>${words.t("kiosk.page", { page: page + 1, pages })}</p>
        <button class="turn" data-testid="next-page" aria-label=${words.t("kiosk.next")} disabled=${page === pages - 1}
          onClick=${() => act.turnPage(page + 1)}><${Sign} name="forward" /></button>`}
      ${isSearchable(hall) && html`
        <button class="to-search" data-testid="search" onClick=${act.openSearch}><${Sign} name="search" />${words.t("kiosk.search")}</button>`}
    </nav>`
}
