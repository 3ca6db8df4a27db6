// The one dialog of the board: about a line, a counter or a visitor, or a form that an act asks for.
import { html } from "htm/preact"
import { useEffect, useRef } from "preact/hooks"
import { once } from "#shared/parts.js"
import { spoken } from "../../sentences.js"
import { counterOf, serviceOf } from "../named.js"
import { CounterSheet } from "./counter-sheet.js"
import { Form } from "./form.js"
import { LineSheet } from "./line-sheet.js"
import { HeldSheet, MissedSheet } from "./ticket-sheet.js"

const SHEETS = { line: LineSheet, counter: CounterSheet, held: HeldSheet, missed: MissedSheet }

export function Sheet(given) {
  const { state, room, words } = given
  const { dialog } = state
  const element = useRef(null)
  useOpen(element, dialog)
  useFocus(element, dialog && `${dialog.sheet.kind} ${dialog.sheet.id} ${dialog.form?.act ?? ""}`)
  return html`<dialog class="sheet" ref=${element} aria-labelledby="sheet-title" data-testid="sheet"
    onClose=${room.close} onMouseDown=${(event) => event.target === element.current && !dialog?.form && element.current.close()}>
    ${dialog && html`<div class="sheet-inside">
      <header><h2 id="sheet-title" tabindex="-1">${titleOf(given)}</h2>
        <button class="quiet-button sheet-close" type="button" data-testid="sheet-close" onClick=${once(() => element.current.close())}>
          ${words.t("admin.sheet.close")}</button></header>
      <${Inside} ...${given} />
    </div>`}
  </dialog>`
}

function Inside(given) {
  const { sheet, form } = given.state.dialog
  if (form) return html`<${Form} key=${form.act} form=${form} ...${given} />`
  const Kind = SHEETS[sheet.kind]
  return html`<${Kind} id=${sheet.id} ...${given} />`
}

function titleOf({ state, board, words }) {
  const { sheet, form } = state.dialog
  if (form) return words.t(`admin.ask.${form.act}`, spoken(form.subject.told, words))
  if (sheet.kind === "counter") return words.t("admin.counter.name", { counter: counterOf(board, sheet.id)?.number })
  if (sheet.kind === "line") return words.name(serviceOf(board, sheet.id)?.names)
  return words.t(`admin.${sheet.kind}.one`)
}

/** The browser's own modal: it keeps the focus inside, closes on Esc, and gives the focus back. */
export function useOpen(element, dialog) {
  useEffect(() => {
    if (dialog && !element.current.open) element.current.showModal()
    if (!dialog && element.current.open) element.current.close()
    if (!dialog && document.activeElement === document.body) document.getElementById("room").focus()
  }, [Boolean(dialog)])
}

/** What opens takes the focus: its first field, or its title, so that no key already down does harm. shown: names what is open. */
export function useFocus(element, shown) {
  useEffect(() => {
    if (!shown) return
    const first = element.current.querySelector("[data-first]") ?? element.current.querySelector("#sheet-title")
    first.focus()
  }, [shown])
}
