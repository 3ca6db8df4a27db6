// What can be edited: each kind of paper, and below it the hall's own templates for a service, language or width.
import { html } from "htm/preact"
import { once } from "#shared/parts.js"
import { fitText, kindText } from "../phrases.js"
import { broadest, entriesOf, sameFit } from "../state.js"

export function Entries({ room, state, words }) {
  return html`<nav class="entries-list" aria-label=${words.t("admin.paper.entries")}>
    <ul>${entriesOf(state).map((entry) => html`<${Kind} key=${entry.name} ...${{ entry, room, state, words }} />`)}</ul>
  </nav>`
}

function Kind({ entry, room, state, words }) {
  const broad = broadest(entry.name)
  const own = entry.own.some((fit) => sameFit(fit, broad))
  const others = entry.own.filter((fit) => !sameFit(fit, broad))
  return html`<li>
    <${Entry} fit=${broad} mark=${words.t(own ? "admin.paper.own" : "admin.paper.built_in")} ...${{ room, state, words }}>
      ${kindText(entry.name, words)}<//>
    ${others.length > 0 && html`<ul>${others.map((fit) => html`<li key=${JSON.stringify(fit)}>
      <${Entry} fit=${fit} mark=${null} ...${{ room, state, words }}>${fitText(fit, { services: state.loaded.services, words })}<//></li>`)}</ul>`}
  </li>`
}

function Entry({ fit, mark, room, state, children }) {
  return html`<button type="button" class="entry" data-testid=${testIdOf(fit)} aria-current=${sameFit(fit, state.fit) ? "true" : undefined}
    onClick=${once(() => room.open(fit))}><span>${children}</span>${mark && html` <small>${mark}</small>`}</button>`
}

function testIdOf({ name, service_id: service, language, width }) {
  return ["entry", name, service, language, width].filter((part) => part !== null).join("-")
}
