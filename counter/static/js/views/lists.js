// Held, missed, finished today: three lists in one place, each with its count and its key.
import { html } from "htm/preact"
import { Letter, Numeral, once } from "#shared/parts.js"
import { serviceOf } from "../lines.js"
import { actOfRow, TABS } from "../lists.js"
import { printableOf } from "../printing.js"
import { numberText, rowText } from "../sentences.js"
import { Key } from "./parts.js"

export function Lists(props) {
  const { state, words, clerk } = props
  const { tab } = state.lists
  return html`<section class="lists" aria-label=${words.t("counter.lists.title")}>
    <div class="tabs" role="tablist" aria-label=${words.t("counter.lists.title")}>
      ${TABS.map((name, at) => html`<button type="button" class="tab" role="tab" key=${name} id=${`tab-${name}`} data-testid=${`tab-${name}`}
        aria-selected=${name === tab} aria-controls="rows" aria-keyshortcuts=${at + 1} onClick=${once(() => clerk.openTab(name))}>
        <span>${words.t(`counter.lists.${name}`)}</span> <b>${words.digits(state.desk[name].length)}</b><${Key}>${words.digits(at + 1)}<//></button>`)}
    </div>
    <div id="rows" class="rows-place" role="tabpanel" aria-labelledby=${`tab-${tab}`}><${Rows} ...${props} /></div>
  </section>`
}

/** Rows that somebody points at or walks through do not move until they are left. */
export function Rows(props) {
  const { state, words, clerk } = props
  const { tab, rows } = state.lists
  if (rows[tab].length === 0) return html`<p class="rows-none">${words.t(`counter.lists.${tab}.none`)}</p>`
  const still = (value) => () => clerk.keepStill(value)
  return html`<ul class="rows" data-rows onPointerEnter=${still(true)} onPointerLeave=${still(false)} onFocusIn=${still(true)}
    onFocusOut=${still(false)}>${rows[tab].map((row) => html`<${Row} key=${row.id} row=${row} tab=${tab} ...${props} />`)}
  </ul>`
}

function Row({ row, tab, state, words, dates, now, clerk }) {
  const act = actOfRow(tab, row, state.desk, now)
  const service = serviceOf(state.desk, row.service_id)
  return html`<li><button type="button" class=${row.gone ? "row row-gone" : "row"} data-testid=${`row-${row.number}`} aria-disabled=${!act}
    data-ticket=${row.id} onClick=${once(() => act && clerk.press(act, row.id))}>
    ${service && html`<${Letter} service=${service} />`}
    <${Numeral} value=${row.number} words=${words} class="row-number" />
    <span class="row-text">${row.gone ? words.t("counter.row.gone") : rowText(tab, row, state.desk, words, dates)}</span>
    ${row.note && html`<span class="row-note"><bdi>${row.note}</bdi></span>`}
    ${act && html`<span class="row-act">${words.t(`counter.row.${act}`)}</span>`}
  </button><${ReprintButton} row=${row} state=${state} words=${words} clerk=${clerk} /></li>`
}

/** For the pointer; whoever walks through the rows by key presses the key of the act. */
function ReprintButton({ row, state, words, clerk }) {
  if (row.gone || !printableOf(state.desk, row.id)) return null
  return html`<button type="button" class="row-paper" tabindex="-1" data-testid=${`reprint-${row.number}`} aria-disabled=${Boolean(state.act)}
    aria-label=${words.t("counter.row.reprint.of", { number: numberText(row.number, words) })}
    onClick=${once(() => clerk.press("reprint", row.id))}>${words.t("counter.row.reprint")}</button>`
}
