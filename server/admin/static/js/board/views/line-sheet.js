// One line: who waits in it, in order, and what can be done for each; and whether its tickets are given.
import { html } from "htm/preact"
import { Numeral } from "#shared/parts.js"
import { actsOfTicket } from "../acts.js"
import { linesOf, peopleOf } from "../lines.js"
import { issuingText, markTexts } from "../phrases.js"
import { closureSubject, serviceSubject, ticketSubject } from "../subjects.js"
import { Act } from "./parts.js"

export function LineSheet({ id, ...given }) {
  const { board, words, now } = given
  const row = linesOf(board, now).find((one) => one.service.id === id)
  if (!row) return html`<p class="sheet-note">${words.t("admin.sheet.gone")}</p>`
  const people = peopleOf(board, id, now)
  return html`<div class="sheet-body">
    <${Issuing} row=${row} ...${given} />
    <ol class="people">${people.map((person) => html`<${PersonRow} key=${person.id} person=${person} ...${given} />`)}</ol>
    <p class="quiet" role="status">${countText(row.waiting, people.length, words)}</p>
  </div>`
}

function countText(waiting, shown, words) {
  if (waiting === 0) return words.t("admin.line.nobody_waits")
  return waiting > shown ? words.t("admin.line.more", { count: waiting - shown }) : ""
}

function Issuing({ row, acting, ...given }) {
  const { words } = given
  const subject = serviceSubject(row.service, words)
  return html`<div class="issuing">
    <p>${issuingText(row, words) ?? words.t("admin.issuing.open")}</p>
    ${acting && row.closure && html`<${Act} act="reopen" subject=${closureSubject(row.closure, subject)} ...${given} />`}
    ${acting && !row.closure && html`<${Act} act="close_service" kind="small-act hard-act" subject=${subject} ...${given} />`}
  </div>`
}

function PersonRow({ person, acting, ...given }) {
  const { words, dates } = given
  return html`<li class=${person.isLate ? "waiting-person waiting-late" : "waiting-person"} data-testid=${`waiting-${person.number}`}>
    <${Numeral} value=${person.number} words=${words} class="waiting-number" />
    <p><b>${dates.duration(person.waitedSeconds)}</b>${person.isLate && html` <span class="late-mark">${words.t("admin.person.late")}</span>`}
      ${markTexts(person, words, dates).map((mark) => html`<span class="mark">${mark}</span>`)}</p>
    ${acting && html`<div class="acts">${actsOfTicket("waiting").map((act) => html`<${Act} key=${act} act=${act}
      subject=${ticketSubject(person)} ...${given} />`)}</div>`}
  </li>`
}
