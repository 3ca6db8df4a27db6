// Every line: how many wait, how long, against which target, who can call them, whether tickets are given.
import { html } from "htm/preact"
import { Letter, once } from "#shared/parts.js"
import { BAR_TARGETS, linesOf } from "../lines.js"
import { issuingText } from "../phrases.js"
import { Bar, Sign } from "./parts.js"

const COLUMNS = ["service", "waiting", "longest", "late", "open"]

export function Lines(given) {
  const { board, words, now } = given
  return html`<section class="panel lines" aria-labelledby="lines-title">
    <h2 id="lines-title">${words.t("admin.line.title")}</h2>
    <div class="scroller" tabindex="-1"><table style=${{ "--rows": board.lines.length }} role="table" aria-labelledby="lines-title">
      <thead role="rowgroup"><tr role="row">
        ${COLUMNS.map((name) => html`<th key=${name} role="columnheader" scope="col" class=${`cell-${name}`}>${words.t(`admin.line.${name}`)}</th>`)}
      </tr></thead>
      <tbody role="rowgroup">${linesOf(board, now).map((row) => html`<${Line} key=${row.service.id} row=${row} ...${given} />`)}</tbody>
    </table></div>
  </section>`
}

function Line({ row, room, words, dates }) {
  const { service, waiting } = row
  return html`<tr role="row" class=${rowClass(row)} data-testid=${`line-${service.code}`} data-waiting=${waiting}
    data-issuing=${row.issuing.open ? "yes" : "no"}>
    <td role="cell" class="cell-service"><${Letter} service=${service} />
      <span class="line-name"><button type="button" class="row-button" data-testid=${`open-line-${service.code}`}
        onClick=${once(() => room.open("line", service.id))}>${words.name(service.names)}</button>
        <${NotIssuing} row=${row} words=${words} /></span></td>
    <td role="cell" class="cell-waiting"><b>${words.digits(waiting)}</b></td>
    <td role="cell" class="cell-longest"><${Longest} ...${{ row, words, dates }} /></td>
    <td role="cell" class="cell-late">${row.lateCount ? words.digits(row.lateCount) : words.t("admin.nothing")}</td>
    <td role="cell" class="cell-open"><${OpenCounters} row=${row} words=${words} /></td>
  </tr>`
}

function rowClass({ late, isStranded, issuing }) {
  return ["row", late && "row-late", isStranded && "row-stranded", !issuing.open && "row-shut"].filter(Boolean).join(" ")
}

function NotIssuing({ row, words }) {
  const text = issuingText(row, words)
  return text && html`<span class="not-issuing">${text}</span>`
}

function Longest({ row, words, dates }) {
  if (row.longestSeconds === null) return html`<span class="quiet">${words.t("admin.line.nobody")}</span>`
  return html`<p><b>${dates.duration(row.longestSeconds)}</b>
    <span class="quiet">${words.t("admin.line.target", { minutes: row.targetSeconds / 60 })}</span></p>
    <${Bar} share=${row.share} late=${row.late} target=${1 / BAR_TARGETS} />`
}

function OpenCounters({ row, words }) {
  if (!row.isStranded) return row.openCounters ? words.digits(row.openCounters) : words.t("admin.nothing")
  return html`<span class="none-open"><${Sign} name="alarm" />${words.t("admin.line.none_open")}</span>`
}
