import { html } from "htm/preact"
import { once } from "#shared/parts.js"
import { Refusal } from "../../views/parts.js"
import { asksFirst } from "../forms.js"
import { isBusy, refusalFor } from "../state.js"

const SIGNS = {
  serving: "M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3Z",
  called: "M2 8h10M8 4l4 4-4 4",
  free: "M8 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z",
  idle: "M8 2 15 14H1ZM8 6.5v3.5M8 12v.2",
  alarm: "M8 2 15 14H1ZM8 6.5v3.5M8 12v.2",
  paused: "M5.5 3v10M10.5 3v10",
  closed: "M3 8h10",
  help: "M8 2v1M4 11V7a4 4 0 0 1 8 0v4l1 1.5H3ZM7 14.5h2",
  more: "M6 3l5 5-5 5",
}

/** A small sign that says by its shape what its colour says too; the words stand beside it. */
export function Sign({ name }) {
  return html`<svg class=${`sign sign-${name}`} viewBox="0 0 16 16" aria-hidden="true"><path d=${SIGNS[name]} /></svg>`
}

/** share: 0 to 1; target: where on the bar the target stands. `late` is said in words beside it. */
export function Bar({ share, late, target = null }) {
  return html`<div class=${late ? "bar bar-late" : "bar"} aria-hidden="true">
    <div class="bar-fill" style=${{ inlineSize: `${share * 100}%` }}></div>
    ${target && html`<div class="bar-target" style=${{ insetInlineStart: `${target * 100}%` }}></div>`}
  </div>`
}

export function testIdOf(act, subject) {
  return `act-${act.replaceAll("_", "-")}-${subject.slug}`
}

/** A button for one act; what asks nothing says beside itself why it was refused. */
export function Act({ act, subject, kind = "small-act", alone = false, room, state, words }) {
  const busy = isBusy(state, act, subject)
  const refusal = asksFirst(act) ? null : refusalFor(state, act, subject)
  return html`<div class="act">
    <button class=${kind} type="button" data-testid=${testIdOf(act, subject)} aria-disabled=${busy} aria-busy=${busy}
      onClick=${once(() => room.act(act, subject, { alone }))}>${words.t(`admin.act.${act}`)}</button>
    ${refusal && html`<${Refusal} refusal=${refusal} words=${words} />`}
  </div>`
}
