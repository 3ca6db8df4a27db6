// What an act asks before it is sent: why, for whom, where to; and the words when it was refused.
import { html } from "htm/preact"
import { once } from "#shared/parts.js"
import { isolate } from "../../sentences.js"
import { Refusal } from "../../views/parts.js"
import { isBusy, refusalFor } from "../state.js"
import { AssignFields } from "./assign-fields.js"
import { Chosen, Reason } from "./fields.js"
import { MoveFields } from "./move-fields.js"

const FIELDS = {
  open: OpenFields,
  pause: PauseFields,
  assign: AssignFields,
  move: MoveFields,
  cancel: (given) => html`<${Reason} name="reason" first=${true} ...${given} />`,
  end: NeededReason,
  close_hall: NeededReason,
  close_service: NeededReason,
}
const HARD = ["close", "cancel", "end", "close_hall", "close_service"]

export function Form(given) {
  const { form, room, state, words } = given
  const Fields = FIELDS[form.act]
  const busy = isBusy(state, form.act, form.subject)
  const send = (event) => (event.preventDefault(), room.submit())
  return html`<form class="sheet-body ask" novalidate onSubmit=${send} data-testid=${`form-${form.act.replaceAll("_", "-")}`}>
    ${words.has(`admin.ask.${form.act}.more`) && html`<p class="ask-more">${words.t(`admin.ask.${form.act}.more`)}</p>`}
    ${Fields && html`<${Fields} ...${given} />`}
    <${Told} ...${given} />
    <div class="ask-acts">
      <button class=${HARD.includes(form.act) ? "main-act hard-main" : "main-act"} data-testid="form-send" aria-disabled=${busy}
        aria-busy=${busy}>${words.t(`admin.send.${form.act}`)}</button>
      <button class="small-act" type="button" data-testid="form-back" onClick=${once(room.back)}>${words.t("admin.ask.back")}</button>
    </div>
  </form>`
}

/** Near the button: what is missing, or why the server refused. */
function Told({ form, state, words }) {
  const refusal = refusalFor(state, form.act, form.subject)
  if (!form.problem) return html`<${Refusal} refusal=${refusal} words=${words} />`
  return html`<p class="refusal" role="alert" id="problem" data-testid="problem" data-field=${form.problem}>
    ${words.t(`admin.problem.${form.problem}`)}</p>`
}

function NeededReason(given) {
  return html`<${Reason} name="reason" first=${true} needed=${true} ...${given} />`
}

function OpenFields(given) {
  const free = given.board.clerks.filter((clerk) => clerk.counter_number === null)
  if (free.length === 0) return html`<p class="sheet-note">${given.words.t("admin.field.no_clerk")}</p>`
  const choices = free.map((clerk) => ({ value: String(clerk.id), label: isolate(clerk.name) }))
  return html`<${Chosen} name="clerk" choices=${choices} ...${given} />`
}

function PauseFields(given) {
  const choices = given.board.pause_reasons.map(({ code, names }) => ({ value: code, label: given.words.name(names) }))
  return html`<${Chosen} name="reason" label="pause" choices=${choices} ...${given} />
    <${Reason} name="note" ...${given} />`
}
