// Look for a visitor by number, in any digits, and call them; out of turn the reason is asked for.
import { html } from "htm/preact"
import { Letter, Numeral, once } from "#shared/parts.js"
import { actOfFound } from "../find.js"
import { priorityOf, secondsBetween, serviceOf } from "../lines.js"
import { printableOf } from "../printing.js"
import { rowText } from "../sentences.js"
import { Key } from "./parts.js"
import { PassedOver, Told } from "./form-sheet.js"

export function FindSheet(props) {
  const { sheet, state, words, clerk } = props
  const send = (event) => (event.preventDefault(), clerk.submit())
  return html`<form class="sheet-body" novalidate onSubmit=${send}>
    <label class="field"><span>${words.t("counter.field.number")}</span>
      <input name="number" type="text" class="find-number" data-testid="find-number" data-first autocomplete="off" spellcheck="false" dir="ltr"
        role="combobox" aria-expanded="true" aria-controls="found" aria-activedescendant=${sheet.picked === null ? undefined : `found-${sheet.picked}`}
        value=${sheet.values.number ?? ""} onInput=${(event) => clerk.type("number", event.currentTarget.value)} /></label>
    <div class="found-place"><${Found} ...${props} /></div>
    ${sheet.passedOver && html`<${PassedOver} sheet=${sheet} words=${words} /><${Reason} ...${props} />`}
    <${Told} ...${props} />
    <div class="sheet-acts"><button class="main-act" data-testid="send" aria-disabled=${Boolean(state.act)}>
      <span>${sendText(props)}</span><${Key}>Enter<//></button>
      <${ReprintButton} ...${props} /></div>
  </form>`
}

function ReprintButton({ sheet, state, words, clerk }) {
  const can = !state.act && printableOf(state.desk, sheet.picked) !== null
  return html`<button type="button" class="small-act" data-testid="find-reprint" aria-disabled=${!can}
    onClick=${once(() => can && clerk.press("reprint", sheet.picked))}>${words.t("counter.act.reprint")}</button>`
}

function sendText({ sheet, state, words, now }) {
  const row = sheet.rows.find((one) => one.id === sheet.picked)
  const act = row && actOfFound(row, state.desk, now)
  return words.t(`counter.send.find.${act ?? "nobody"}`)
}

function Found(props) {
  const { sheet, words } = props
  if (sheet.rows.length === 0) return html`<p class="rows-none" data-testid="found-nobody">${words.t("counter.find.nobody")}</p>`
  return html`<ul class="found" id="found" role="listbox" tabindex="-1" aria-label=${words.t("counter.find.found")}>
    ${sheet.rows.map((row) => html`<${FoundRow} key=${row.id} row=${row} ...${props} />`)}</ul>`
}

function FoundRow({ row, sheet, state, words, dates, now, clerk }) {
  const service = serviceOf(state.desk, row.service_id)
  const priority = priorityOf(state.desk, row.priority_class)
  const isPicked = sheet.picked === row.id
  return html`<li id=${`found-${row.id}`} role="option" aria-selected=${isPicked} class=${row.gone ? "row row-gone" : "row"}
    data-testid=${`found-${row.number}`} ref=${isPicked ? keepInSight : null} onClick=${once(() => clerk.pick(row.id))}>
    ${service && html`<${Letter} service=${service} />`}
    <${Numeral} value=${row.number} words=${words} class="row-number" />
    <span class="row-text">${placeText(row, state.desk, words, dates, now)}</span>
    ${priority && html`<span class="row-act">${words.name(priority)}</span>`}
  </li>`
}

function keepInSight(row) {
  row?.scrollIntoView({ block: "nearest" })
}

function placeText(row, desk, words, dates, now) {
  if (row.gone) return words.t("counter.row.gone")
  if (row.kind !== "waiting") return rowText(row.kind, row, desk, words, dates)
  if (row.resting_until && Date.parse(row.resting_until) > now) {
    return words.t("counter.find.resting", { time: dates.clock(row.resting_until) })
  }
  const elsewhere = row.for_counter_id !== null && row.for_counter_id !== desk.counter.id
  const key = elsewhere ? "elsewhere" : row.for_counter_id ? "directed" : row.place === "first" ? "first" : "waiting"
  const number = desk.counters.find((one) => one.id === row.for_counter_id)?.number ?? ""
  return words.t(`counter.find.${key}`, { wait: dates.duration(secondsBetween(row.issued_at, now)), number })
}

function Reason({ sheet, words, clerk }) {
  return html`<label class="field"><span>${words.t("counter.field.reason_needed")}</span>
    <input name="reason" type="text" data-testid="field-reason" data-reason autocomplete="off" maxlength="200" dir="auto"
      aria-invalid=${sheet.problem === "reason"} value=${sheet.values.reason ?? ""}
      onInput=${(event) => clerk.type("reason", event.currentTarget.value)} /></label>`
}
