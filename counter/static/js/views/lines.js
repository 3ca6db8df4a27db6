// The waiting lines. Nothing here can be pressed, and no row changes its place or its height.
import { html } from "htm/preact"
import { rowsOf, TARGET_WAIT_SECONDS } from "../lines.js"
import { Bar, Letter, Numeral } from "./parts.js"

const ROOMY_ROWS = 4

export function Lines({ state, words, dates, now }) {
  const rows = rowsOf(state.desk, now)
  const target = { wait: dates.duration(TARGET_WAIT_SECONDS) }
  return html`<section class="lines" aria-label=${words.t("counter.lines.title")}>
    <header>
      <h2>${words.t("counter.lines.title")}</h2>
      <p>${words.t(rows.length ? "counter.lines.target" : "counter.lines.none", target)}</p>
    </header>
    <ul class=${rows.length > ROOMY_ROWS ? "tight" : ""}>
      ${rows.map((row) => html`<${Line} key=${row.service.id} ...${{ row, words, dates }} />`)}
    </ul>
  </section>`
}

function Line({ row, words, dates }) {
  const { service, waiting, late, share } = row
  return html`<li class=${late ? "line line-late" : "line"} data-testid=${`line-${service.code}`} data-waiting=${waiting}>
    <${Letter} service=${service} />
    <b class="line-name">${words.name(service.names)}</b>
    <p class="line-longest">${longestText(row, words, dates)}</p>
    <p class="line-count"><b>${words.digits(waiting)}</b> <span>${words.t("counter.lines.people")}</span></p>
    <${Bar} share=${share} late=${late} />
    <${Upcoming} row=${row} words=${words} />
  </li>`
}

function longestText({ longestSeconds }, words, dates) {
  if (longestSeconds === null) return words.t("counter.lines.nobody")
  return words.t("counter.lines.longest", { wait: dates.duration(longestSeconds) })
}

function Upcoming({ row, words }) {
  return html`<ol class="upcoming">
    ${row.tickets.map((ticket) => html`<li key=${ticket.id} class=${ticket.priority ? "upcoming-first" : ""}>
      <${Numeral} value=${ticket.number} words=${words} />
      ${ticket.priority && html`<span>${words.name(ticket.priority)}</span>`}
    </li>`)}
  </ol>`
}
