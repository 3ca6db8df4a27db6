// Every printer of the hall: how it is, for whom, and a page to try it.
import { html } from "htm/preact"
import { once } from "#shared/parts.js"
import { Sign } from "../../board/views/parts.js"
import { printsForText, stateText } from "../phrases.js"
import { printersIn } from "../printers.js"

export function Printers({ room, state, words, now }) {
  const rows = printersIn(state.printers, now)
  return html`<section class="printers" aria-labelledby="printers-title">
    <h2 id="printers-title">${words.t("admin.printer.title")}</h2>
    ${state.readAt !== null && rows.length === 0 && html`<p class="quiet">${words.t("admin.printer.none")}</p>`}
    <ul>${rows.map((row) => html`<${Printer} key=${row.name} ...${{ row, room, words }} />`)}</ul>
  </section>`
}

function Printer({ row, room, words }) {
  return html`<li class=${`printer printer-${row.trouble ?? "well"}`} data-testid=${`printer-${row.name}`} data-state=${row.state}>
    <${Sign} name=${row.trouble ? "alarm" : "free"} />
    <p><b>${stateText(row, words)}</b> <span class="quiet">${printsForText(row, words)}</span></p>
    <button class="small-act" type="button" data-testid=${`test-page-${row.name}`} onClick=${once(() => room.printTestPage(row))}>
      ${words.t("admin.act.test_page")}</button>
    <button class="small-act" type="button" data-testid=${`day-slip-${row.name}`} onClick=${once(() => room.printDay(row))}>
      ${words.t("admin.printer.day_slip")}</button>
  </li>`
}
