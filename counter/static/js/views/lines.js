// The waiting lines. No row changes its place or its height; pressing one looks into it.
import { html } from "htm/preact"
import { Letter, Numeral, once } from "#shared/parts.js"
import { rowsOf } from "../lines.js"
import { strandedText } from "../sentences.js"
import { Bar } from "./parts.js"

const ROOMY_ROWS = 3

export function Lines({ state, words, dates, now, clerk }) {
  const { desk } = state
  const rows = rowsOf(desk, now)
  return html`<section class="lines" aria-label=${words.t("counter.lines.title")}>
    <header>
      <h2>${words.t("counter.lines.title")}</h2>
      <p>${words.t(rows.length ? "counter.lines.target" : "counter.lines.none")}</p>
    </header>
    <ul class=${rows.length > ROOMY_ROWS ? "tight" : ""} tabindex="-1">
      ${rows.map((row) => html`<${Line} key=${row.service.id} ...${{ row, words, dates, clerk }} />`)}
    </ul>
    <div class="lines-more">
      ${desk.directed.length > 0 && html`<${Directed} ...${{ desk, words, clerk }} />`}
      ${desk.stranded.map((one) => html`<p class="stranded" key=${`${one.service_id} ${one.counter_id}`} data-testid="stranded">
        ${strandedText(one, desk, words)}</p>`)}
    </div>
  </section>`
}

function Line({ row, words, dates, clerk }) {
  const { service, waiting, late, share } = row
  const look = () => clerk.openSheet("find", null, { serviceId: service.id })
  return html`<li><button type="button" class=${late ? "line line-late" : "line"} data-testid=${`line-${service.code}`}
    data-waiting=${waiting} onClick=${once(look)}>
    <${Letter} service=${service} />
    <b class="line-name">${words.name(service.names)}</b>
    <span class="line-longest">${longestText(row, words, dates)}</span>
    <span class="line-count"><b>${words.digits(waiting)}</b> <span>${words.t("counter.lines.people")}</span></span>
    <${Bar} share=${share} late=${late} />
    <${Upcoming} tickets=${row.tickets} words=${words} />
  </button></li>`
}

function longestText({ longestSeconds, targetSeconds, late }, words, dates) {
  if (longestSeconds === null) return words.t("counter.lines.nobody")
  const params = { wait: dates.duration(longestSeconds), target: dates.duration(targetSeconds) }
  return words.t(late ? "counter.lines.late" : "counter.lines.longest", params)
}

function Upcoming({ tickets, words }) {
  return html`<span class="upcoming">
    ${tickets.map((ticket) => html`<span key=${ticket.id} class=${ticket.priority ? "upcoming-one upcoming-first" : "upcoming-one"}>
      <${Numeral} value=${ticket.number} words=${words} />
      ${ticket.priority && html` <span>${words.name(ticket.priority)}</span>`}
    </span>`)}
  </span>`
}

/** Sent to this counter alone, whatever they came for. */
function Directed({ desk, words, clerk }) {
  return html`<button type="button" class="directed" data-testid="directed" onClick=${once(() => clerk.openSheet("find"))}>
    <span>${words.t("counter.directed", { count: desk.directed.length })}</span>
    ${desk.directed.map((ticket) => html`<${Numeral} key=${ticket.id} value=${ticket.number} words=${words} />`)}
  </button>`
}
