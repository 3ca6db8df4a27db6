// The dialog of the lobby room: one form at a time.
import { html } from "htm/preact"
import { useRef } from "preact/hooks"
import { once } from "#shared/parts.js"
import { useFocus, useOpen } from "../../board/views/sheet.js"
import { isolate, numberText } from "../../sentences.js"
import { keyOf, sourceOf } from "../forms.js"
import { fieldsOf, Send, submitOf } from "./form-parts.js"
import { LookForm } from "./look-form.js"
import { MediumForm } from "./medium-form.js"
import { SlideForm } from "./slide-form.js"

const FORMS = { look: LookForm, medium: MediumForm, slide: SlideForm, end_notice: EndForm, end_medium: EndForm }

export function LobbySheet(given) {
  const { state, room, words } = given
  const { dialog } = state
  const element = useRef(null)
  useOpen(element, dialog)
  useFocus(element, dialog && keyOf(dialog.kind, dialog.id))
  return html`<dialog class="sheet" ref=${element} aria-labelledby="sheet-title" data-testid="sheet" onClose=${room.close}>
    ${dialog && html`<div class="sheet-inside" key=${keyOf(dialog.kind, dialog.id)}>
      <header><h2 id="sheet-title" tabindex="-1">${titleOf(given)}</h2>
        <button class="quiet-button sheet-close" type="button" data-testid="sheet-close" onClick=${once(room.close)}>
          ${words.t("admin.sheet.close")}</button></header>
      <${Inside} ...${given} />
    </div>`}
  </dialog>`
}

/** Somebody else was quicker: the thing is there no more. */
function Inside(given) {
  const { state, words } = given
  const { kind, id } = state.dialog
  if (!sourceOf(kind, state, id)) return html`<p class="sheet-note">${words.t("admin.lobby.gone")}</p>`
  const Form = FORMS[kind]
  const fields = fieldsOf({ ...given, kind, id })
  return html`<form class="sheet-body ask" novalidate onSubmit=${submitOf(fields)} data-testid=${`form-${kind.replace("_", "-")}`}>
    <${Form} ...${fields} /></form>`
}

function titleOf({ state, words }) {
  const { kind, id } = state.dialog
  const display = state.hall.displays.find((one) => kind === "look" && one.id === id)
  const medium = state.media.find((one) => kind.endsWith("medium") && one.id === id)
  return words.t(`admin.lobby.ask.${kind}`, { display: numberText(display?.code ?? "", words), name: isolate(medium?.name ?? "") })
}

function EndForm(given) {
  const { kind, words } = given
  return html`<p class="ask-more">${words.t(`admin.lobby.ask.${kind}.more`)}</p>
    <${Send} ...${given} hard=${true} send=${words.t(`admin.lobby.send.${kind}`)} />`
}
