// Beside the visitor: the documents of the service, and what was noted.
import { html } from "htm/preact"
import { ticksOf } from "../papers.js"
import { Key } from "./parts.js"

export function Papers(props) {
  const { service } = props
  return html`<div class="papers">
    ${service?.documents.length > 0 && html`<${Documents} ...${props} />`}
    <${Notes} ...${props} />
  </div>`
}

function Documents({ ticket, service, state, words, clerk }) {
  const ticks = ticksOf(state.papers, ticket)
  return html`<section aria-label=${words.t("counter.papers.documents")}>
    <h3>${words.t("counter.papers.documents")} <${Key}>U<//></h3>
    <ul data-rows>${service.documents.map((names, at) => html`<li key=${at}><label class="paper">
      <input type="checkbox" data-paper data-testid=${`paper-${at}`} checked=${ticks.includes(at)} onChange=${() => clerk.tick(at)} />
      <span>${words.name(names)}</span></label></li>`)}</ul>
  </section>`
}

function Notes({ ticket, words, dates }) {
  return html`<section aria-label=${words.t("counter.papers.notes")}>
    <h3>${words.t("counter.papers.notes")}</h3>
    ${ticket.notes.length === 0 && html`<p class="papers-none">${words.t("counter.papers.notes.none")}</p>`}
    <ul>${[...ticket.notes].reverse().map((note) => html`<li key=${`${note.at} ${note.text}`} class="note" data-testid="note-text">
      <p><bdi>${note.text}</bdi></p><span><bdi>${note.by}</bdi> · ${dates.clock(note.at)}</span></li>`)}</ul>
  </section>`
}
