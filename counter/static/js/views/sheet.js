// The one sheet over the desk. The browser's own modal: it keeps the focus inside and gives it back.
import { html } from "htm/preact"
import { useLayoutEffect, useRef } from "preact/hooks"
import { once } from "#shared/parts.js"
import { serviceOf } from "../lines.js"
import { isolate, numberText } from "../sentences.js"
import { FindSheet } from "./find-sheet.js"
import { FormSheet } from "./form-sheet.js"
import { KeysSheet } from "./keys-sheet.js"
import { ListSheet } from "./list-sheet.js"
import { Key } from "./parts.js"

const KINDS = { find: FindSheet, keys: KeysSheet, list: ListSheet }

export function Sheet(props) {
  const { state, words, clerk } = props
  const { sheet } = state
  const element = useRef(null)
  const closedByBrowser = useOpen(element, sheet)
  useFocus(element, sheet)
  const Inside = sheet && (KINDS[sheet.kind] ?? FormSheet)
  return html`<dialog class="sheet" ref=${element} aria-labelledby="sheet-title" data-testid="sheet" data-kind=${sheet?.kind}
    onClose=${() => closedByBrowser() && clerk.closeSheet()}>
    ${sheet && html`<div class="sheet-inside">
      <header><h2 id="sheet-title" tabindex="-1">${titleOf(props)}</h2>
        <button class="quiet-button" type="button" data-testid="sheet-close" onClick=${once(clerk.closeSheet)}>
          <span>${words.t("counter.sheet.close")}</span><${Key}>Esc<//></button></header>
      <${Inside} key=${sheet.kind} sheet=${sheet} ...${props} />
    </div>`}
  </dialog>`
}

function titleOf({ state, words }) {
  const { desk, sheet } = state
  const service = sheet.serviceId ? isolate(words.name(serviceOf(desk, sheet.serviceId)?.names)) : ""
  const params = { number: numberText(desk.ticket?.number ?? "", words), counter: desk.counter.number, service }
  return words.t(`counter.ask.${sheet.kind}${sheet.serviceId ? ".line" : ""}`, params)
}

/**
 * Open and close the dialog with the state. The browser tells of a closing late: when the next sheet may already be
 * asked for. So the answer says whether it was the browser that closed what is shown.
 */
function useOpen(element, sheet) {
  const shown = useRef(false)
  useLayoutEffect(() => {
    if (sheet && !element.current.open) element.current.showModal()
    shown.current = Boolean(sheet)
    if (!sheet && element.current.open) element.current.close()
  }, [Boolean(sheet)])
  return () => shown.current && !element.current.open
}

/**
 * What opens takes the focus: its first answer, or its title; when a reason is asked for, that. Answers that come late
 * take it as well, but not from somebody who writes already.
 */
function useFocus(element, sheet) {
  const shown = sheet && `${sheet.kind} ${sheet.passedOver !== null} ${sheet.days !== null}`
  useLayoutEffect(() => {
    if (!shown || (sheet.days && document.activeElement.type === "text")) return
    const wanted = (sheet.passedOver && "[data-reason]") || "[data-first]"
    const first = element.current.querySelector(wanted) ?? element.current.querySelector("#sheet-title")
    first.focus()
  }, [shown])
}
