// What needs somebody now. It stands above everything else, and is not there when all is well.
import { html } from "htm/preact"
import { Letter, once } from "#shared/parts.js"
import { isolate } from "../../sentences.js"
import { alarmsOf } from "../alarms.js"
import { printsForText, stateText } from "../../paper/phrases.js"
import { closureSubject, hallSubject, helpSubject, printerSubject } from "../subjects.js"
import { Act, Sign } from "./parts.js"

export function Alarms(given) {
  const { board, words, now } = given
  const { help, stranded, closed, printers } = alarmsOf(board, now)
  const rows = [
    ...help.map((call) => html`<${HelpCall} key=${`help-${call.id}`} call=${call} ...${given} />`),
    ...stranded.map((row) => html`<${Stranded} key=${`stranded-${row.key}`} row=${row} ...${given} />`),
    ...printers.map((row) => html`<${Printer} key=${`printer-${row.name}`} row=${row} ...${given} />`),
    closed && html`<${HallClosed} key="closed" closure=${closed} ...${given} />`,
  ].filter(Boolean)
  return html`<section class="alarms-place" aria-label=${words.t("admin.alarm.title")} aria-live="polite">
    ${rows.length > 0 && html`<ul class="alarms">${rows}</ul>`}
  </section>`
}

function HelpCall({ call, acting, ...given }) {
  const { words, dates } = given
  const subject = helpSubject(call)
  const asked = { counter: call.counterNumber, clerk: isolate(call.clerk) }
  return html`<li class=${call.answeredBy === null ? "alarm alarm-help" : "alarm"} data-testid=${`help-${call.counterNumber}`}
    data-answered=${call.answeredBy === null ? "no" : "yes"}>
    <${Sign} name="help" />
    <p><b>${words.t("admin.help.asked", asked)}</b>${call.note && html` <span class="alarm-note">«${isolate(call.note)}»</span>`}
      ${" "}<span class="quiet">${words.t("admin.ago", { time: dates.duration(call.askedSeconds) })}</span>
      ${call.answeredBy !== null && html` <span class="alarm-answer">${comingText(call, words)}</span>`}</p>
    ${acting && html`<div class="alarm-acts">
      ${call.answeredBy === null && html`<${Act} act="answer" kind="main-act" subject=${subject} ...${given} />`}
      <${Act} act="done" subject=${subject} ...${given} />
    </div>`}
  </li>`
}

function comingText({ answeredBy }, words) {
  return answeredBy ? words.t("admin.help.coming", { clerk: isolate(answeredBy) }) : words.t("admin.help.answered")
}

function Stranded({ row, room, words, acting }) {
  const name = isolate(words.name(row.service?.names))
  const key = row.counterNumber === null ? "admin.stranded.line" : "admin.stranded.counter"
  const { kind, counterId, number } = row.remedy
  return html`<li class="alarm alarm-stranded" data-testid=${`stranded-${row.service?.code}`}>
    <${Sign} name="alarm" />
    ${row.service && html`<${Letter} service=${row.service} />`}
    <p><b>${words.t(key, { count: row.waiting, service: name, counter: row.counterNumber })}</b>
      ${" "}<span>${words.t(`admin.remedy.${kind}`, { counter: number })}</span></p>
    ${acting && counterId && html`<div class="alarm-acts"><button class="small-act" type="button"
      data-testid=${`remedy-${row.service?.code}`} onClick=${once(() => room.open("counter", counterId))}>
      ${words.t("admin.remedy.go", { counter: number })}</button></div>`}
  </li>`
}

function Printer({ row, acting, ...given }) {
  const { words, dates } = given
  return html`<li class=${`alarm alarm-printer-${row.trouble}`} data-testid=${`printer-${row.name}`} data-state=${row.state}>
    <${Sign} name="alarm" />
    <p><b>${stateText(row, words)}</b> <span>${printsForText(row, words)}</span>
      ${row.seconds !== null && html` · <span class="quiet">${words.t("admin.ago", { time: dates.duration(row.seconds) })}</span>`}</p>
    ${acting && html`<div class="alarm-acts"><${Act} act="test_page" subject=${printerSubject(row)} ...${given} /></div>`}
  </li>`
}

function HallClosed({ closure, board, acting, ...given }) {
  const { words } = given
  const subject = closureSubject(closure, hallSubject(board.branch, words))
  return html`<li class="alarm" data-testid="closed-hall">
    <${Sign} name="closed" />
    <p><b>${words.t("admin.hall.closed_today")}</b> <span class="alarm-note">${isolate(closure.reason)}</span></p>
    ${acting && html`<div class="alarm-acts"><${Act} act="reopen" subject=${subject} ...${given} /></div>`}
  </li>`
}
