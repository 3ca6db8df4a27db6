/** The first page: the hall's services, one touch each. */
import { html } from "htm/preact"
import { inkOn } from "#shared/colors.js"
import { refusalOf } from "./flow.js"
import { shelf } from "./shelf.js"

export function Services(shared) {
  const { words, state } = shared
  const shown = shelf(state.picture.services, state.page)
  return html`
    <p class=${state.notice ? "lead lead-notice" : "lead"} role="status">
      ${state.notice ? noticeText(words, state.notice) : words.t("kiosk.choose")}
    </p>
    <ul class=${`services services-in-${shown.columns}`}>
      ${shown.services.map((service) => html`<li key=${service.id}><${Card} ...${shared} service=${service} /></li>`)}
    </ul>
    ${shown.pages > 1 && html`<${Pager} ...${shared} shown=${shown} />`}`
}

function noticeText(words, { code, message }) {
  const key = `error.${code}`
  return words.has(key) ? words.t(key) : message
}

function Card({ words, dates, state, act, service }) {
  const refusal = refusalOf(state, service.id)
  const sending = state.sending?.serviceId === service.id
  const name = words.name(service.names)
  const line = sending ? words.t("kiosk.sending") : lineText({ words, dates, service, refusal })
  return html`
    <button class=${sending ? "service service-sending" : "service"} data-testid=${`service-${service.code}`}
      disabled=${refusal !== undefined} aria-busy=${sending} onClick=${() => act.touchService(service.id)}>
      <${Letter} service=${service} />
      <span class="service-text">
        <bdi class="service-name" style=${{ "--letters-in-it": name.length }}>${name}</bdi>
        <span class="service-line">${line}</span>
      </span>
      ${!refusal && html`<svg class="forward" viewBox="0 0 24 24" aria-hidden="true"><path d="m9 5 7 7-7 7" /></svg>`}
    </button>`
}

export function Letter({ service }) {
  const colors = { backgroundColor: service.color, color: inkOn(service.color) }
  return html`<b class="letter" style=${colors}><span class="seen-height">${service.letter}</span></b>`
}

function lineText({ words, dates, service, refusal }) {
  if (refusal) return noticeText(words, refusal)
  const waiting = words.t("shared.waiting", { count: service.waiting })
  return words.t("kiosk.line", { waiting, range: dates.range(service.estimate) })
}

function Pager({ words, act, shown }) {
  const { page, pages } = shown
  return html`
    <nav class="pager" aria-label=${words.t("kiosk.pages")}>
      <button data-testid="previous-page" disabled=${page === 0} onClick=${() => act.turnPage(page - 1)}>
        ${words.t("kiosk.previous")}
      </button>
      <p>${words.t("kiosk.page", { page: page + 1, pages })}</p>
      <button data-testid="next-page" disabled=${page === pages - 1} onClick=${() => act.turnPage(page + 1)}>
        ${words.t("kiosk.next")}
      </button>
    </nav>`
}
