// Every counter: who sits there, what it is at, whom it serves and for how long, which services it gives.
import { html } from "htm/preact"
import { Letter, Numeral, once } from "#shared/parts.js"
import { isolate } from "../../sentences.js"
import { countersOf } from "../counters.js"
import { expectedText, stageDetail, stageText } from "../phrases.js"
import { Bar, Sign } from "./parts.js"

const COLUMNS = ["number", "clerk", "stage", "ticket", "time", "services"]

export function Counters(given) {
  const { board, words, now } = given
  return html`<section class="panel counters" aria-labelledby="counters-title">
    <h2 id="counters-title">${words.t("admin.counter.title")}</h2>
    <div class="scroller" tabindex="-1"><table style=${{ "--rows": board.counters.length }} role="table" aria-labelledby="counters-title">
      <thead role="rowgroup"><tr role="row">
        ${COLUMNS.map((name) => html`<th key=${name} role="columnheader" scope="col" class=${`cell-${name}`}>${words.t(`admin.counter.${name}`)}</th>`)}
      </tr></thead>
      <tbody role="rowgroup">${countersOf(board, now).map((row) => html`<${Counter} key=${row.id} row=${row} ...${given} />`)}</tbody>
    </table></div>
  </section>`
}

function Counter({ row, room, words, dates }) {
  return html`<tr role="row" class=${`row row-${row.stage}`} data-testid=${`counter-${row.number}`} data-state=${row.state}
    data-stage=${row.stage}>
    <td role="cell" class="cell-number"><button type="button" class="row-button" data-testid=${`open-counter-${row.number}`}
      aria-label=${words.t("admin.counter.name", { counter: row.number })}
      onClick=${once(() => room.open("counter", row.id))}>${words.digits(row.number)}</button>
      ${row.help && html`<${Sign} name="help" />`}</td>
    <td role="cell" class="cell-clerk">${row.clerk ? isolate(row.clerk) : html`<span class="quiet">${words.t("admin.nothing")}</span>`}</td>
    <td role="cell" class="cell-stage"><${Stage} row=${row} ...${{ words, dates }} /></td>
    <td role="cell" class="cell-ticket">${row.ticket && html`<${Numeral} value=${row.ticket.number} words=${words} />`}</td>
    <td role="cell" class="cell-time">${row.ticket && html`<${Running} ticket=${row.ticket} ...${{ words, dates }} />`}</td>
    <td role="cell" class="cell-services"><${Services} offers=${row.offers} words=${words} /></td>
  </tr>`
}

export function Stage({ row, words, dates }) {
  const detail = stageDetail(row, words, dates)
  return html`<${Sign} name=${row.stage} /><p class="stage"><b>${stageText(row, words)}</b>${detail && html` <span>${detail}</span>`}</p>`
}

export function Running({ ticket, words, dates }) {
  const expected = expectedText(ticket, words, dates)
  return html`<p class=${ticket.over ? "running running-over" : "running"}>
    <b class="number" dir="ltr">${dates.timer(ticket.seconds)}</b> ${expected && html`<span>${expected}</span>`}</p>
    ${expected && html`<${Bar} share=${ticket.share} late=${ticket.over} />`}`
}

function Services({ offers, words }) {
  return html`<ul class="letters">${offers.map(({ service, tier }) => html`<li key=${service.id}
    class=${tier ? "later" : ""} title=${words.name(service.names)}><${Letter} service=${service} />
    <span class="hidden-text">${words.name(service.names)}</span></li>`)}</ul>`
}
