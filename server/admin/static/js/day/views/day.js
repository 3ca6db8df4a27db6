// The day in one table: the hall, its services, its counters, the classes of visitors; and the same as a file.
import { html } from "htm/preact"
import { makeDates } from "#shared/dates.js"
import { Refusal } from "../../views/parts.js"
import { figureText } from "../../board/phrases.js"
import { COLUMNS, filePath, partsOf } from "../rows.js"

export function Day({ room, hall, words, dates }) {
  const state = room.state()
  const { report } = state
  return html`<div class="day" data-testid="day">
    <${Refusal} refusal=${state.refusal} words=${words} />
    ${report && html`<${Title} ...${{ report, hall, words, dates }} readAt=${state.readAt} />
      <${Table} ...${{ report, words, dates }} />`}
    ${!report && html`<p class="board-note" role="status">${words.t(state.empty ? "admin.day.empty" : "admin.loading")}</p>`}
  </div>`
}

function Title({ report, hall, readAt, words, dates }) {
  return html`<header class="day-title">
    <h2 id="day-title">${words.t("admin.day.title", { date: dateOf(report.day, words) })}</h2>
    <p class="quiet">${words.t("admin.day.read_at", { time: dates.clock(readAt) })}</p>
    <a class="small-act" data-testid="day-file" href=${filePath(hall.id, report.day)} download>${words.t("admin.day.file")}</a>
  </header>`
}

/** A business day is a date already: no zone may move it. */
function dateOf(day, words) {
  return makeDates({ words, timeZone: "UTC" }).date(`${day}T12:00:00Z`)
}

function Table({ report, words, dates }) {
  return html`<div class="day-panel" tabindex="0" role="region" aria-labelledby="day-title"><table aria-labelledby="day-title">
    <thead><tr><td></td>${COLUMNS.map((name) => html`<th key=${name} scope="col">${words.t(`admin.day.${name}`)}</th>`)}</tr></thead>
    ${partsOf(report).map((part) => html`<${Part} key=${part.name} part=${part} ...${{ words, dates }} />`)}
  </table></div>`
}

function Part({ part, words, dates }) {
  return html`<tbody class=${`day-${part.name}`}>
    ${part.name !== "all" && html`<tr class="day-part"><th scope="rowgroup" colspan=${COLUMNS.length + 1}>${words.t(`admin.day.${part.name}`)}</th></tr>`}
    ${part.rows.map((row) => html`<tr key=${row.code} data-testid=${`day-${part.name}-${row.code}`}>
      <th scope="row">${nameOf(part, row, words)}</th>
      ${row.figures.map((figure) => html`<td key=${figure.name} class="number" data-name=${figure.name} data-value=${figure.value}>
        <bdi>${figureText(figure, words, dates)}</bdi></td>`)}
    </tr>`)}
  </tbody>`
}

function nameOf(part, { code, names }, words) {
  if (part.name === "all") return words.t("admin.day.all")
  return part.name === "counters" ? words.t("admin.counter.name", { counter: Number(code) }) : words.name(names)
}
