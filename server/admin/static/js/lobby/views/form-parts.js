// What every form of the lobby has: its problems beside the fields, its refusal, and its buttons.
import { html } from "htm/preact"
import { once } from "#shared/parts.js"
import { refusalText } from "../../sentences.js"
import { Refusal } from "../../views/parts.js"
import { changedMeanwhile, fieldOf, sourceOf } from "../forms.js"
import { limitTexts } from "../phrases.js"
import { isBusy, isChanged, refusalFor } from "../state.js"

/** Return what the fields of a form need: form, set(name, value), problem(name) -> text or null, words. */
export function fieldsOf({ kind, id = null, room, state, words, ...more }) {
  const form = room.form(kind, id)
  const refusal = refusalFor(state, kind, id)
  const refusedField = fieldOf(refusal)
  const problem = (name) => {
    if (form.problem === name) return words.t(`admin.lobby.problem.${name}`, limitTexts(name, words))
    return refusedField === name ? refusalText(named(refusal, state), words) : null
  }
  return { kind, id, form, values: form.values, problem, room, state, words, set: (name, value) => room.type(kind, id, name, value), ...more }
}

/** The server names a display by its id; people know its code. */
function named(refusal, { hall }) {
  const other = hall.displays.find((one) => one.id === refusal.params.display_id)
  return { ...refusal, params: { ...refusal.params, number: other?.code ?? "" } }
}

/** send: the text of the button; a second one leaves the form: of a dialog, or of changes made in the room itself. */
export function Send({ kind, id, room, state, words, send, hard = false, inDialog = true }) {
  const busy = isBusy(state, kind, id)
  const refusal = refusalFor(state, kind, id)
  const leave = inDialog ? room.close : () => room.discard(kind, id)
  return html`<${Meanwhile} ...${{ kind, id, room, state, words }} />
    <${Refusal} refusal=${fieldOf(refusal) ? null : refusal} words=${words} />
    <div class="ask-acts">
      <button class=${hard ? "main-act hard-main" : "main-act"} data-testid=${inDialog ? "form-send" : "send"} aria-disabled=${busy} aria-busy=${busy}>${send}</button>
      ${(inDialog || isChanged(state, kind, id)) && html`<button class="small-act" type="button" data-testid=${inDialog ? "form-back" : "discard"} onClick=${once(leave)}>
        ${words.t(inDialog ? "admin.ask.back" : "admin.lobby.act.discard")}</button>`}
    </div>`
}

/** Somebody else has changed the same thing; what one writes is not overwritten, and one is told. */
function Meanwhile({ kind, id, room, state, words }) {
  const source = sourceOf(kind, state, id)
  if (!isChanged(state, kind, id) || !changedMeanwhile(room.form(kind, id), source)) return null
  return html`<p class="meanwhile" role="status" data-testid="meanwhile">${words.t("admin.lobby.meanwhile")}
    <button class="small-act" type="button" data-testid="take-theirs" onClick=${once(() => room.discard(kind, id))}>
      ${words.t("admin.lobby.act.theirs")}</button></p>`
}

export function submitOf({ kind, id, room }) {
  return (event) => (event.preventDefault(), room.submit(kind, id))
}
