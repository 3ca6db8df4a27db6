// Under the visitor: what was said last, the one act of this moment, and the smaller ones, each in its place.
import { html } from "htm/preact"
import { once } from "#shared/parts.js"
import { moment, primaryAct } from "../desk.js"
import { lastText, numberText } from "../sentences.js"
import { openSlip } from "../slip.js"
import { waitingIn } from "../waiting.js"
import { ActButton, Key, Notice } from "./parts.js"

const SMALLER = {
  idle: [["find", "walk_in"], ["reopen", "close"]],
  paused: [["find", "close"]],
  called: [["recall", "no_show", "return"], ["transfer", "note", "cancel", "reprint"]],
  serving: [["hold", "add_service", "follow_up"], ["transfer", "note", "cancel", "reprint"]],
}

export function Acts(props) {
  const { state, words, dates } = props
  const now = moment(state)
  return html`<${Notice} notice=${state.sheet ? null : state.notice} words=${words} dates=${dates}><${Aside} ...${props} /><//>
    <${ActButton} name=${primaryAct(state)} kind="main-act" ...${props} />
    <div class="smaller-acts">
      ${SMALLER[now].map((row, at) => html`<div class="acts-row" key=${at}>${row.map((name) => html`<${Small} key=${name} name=${name} ...${props} />`)}</div>`)}
    </div>
    <${NarrowFoot} ...${props} />`
}

/** What can be taken back is named, as long as it can be. */
function Small(props) {
  const { name, state, words, now } = props
  const slip = name === "reopen" ? openSlip(state, now) : null
  if (!slip) return html`<${ActButton} ...${props} idle=${name === "reopen"} />`
  return html`<${ActButton} ...${props} label=${words.t("counter.act.reopen.of", { number: numberText(slip.number, words) })} />`
}

function Aside({ state, words, dates }) {
  if (!state.desk.ticket) return state.last && html`<p class="aside" data-testid="last">${lastText(state.last, words, dates)}</p>`
  const count = waitingIn(state.desk)
  return html`<p class="aside">${count ? words.t("counter.idle.waiting", { count }) : words.t("counter.idle.empty")}</p>`
}

/** In a narrow window everything else stands behind one button. */
function NarrowFoot({ state, words, clerk }) {
  return html`<div class="narrow-only narrow-foot">
    <span data-testid="waiting-count">${words.t("shared.waiting", { count: waitingIn(state.desk) })}</span>
    <button class="small-act" type="button" data-testid="more" onClick=${once(() => clerk.openSheet("keys"))}>
      <span>${words.t("counter.act.more")}</span><${Key}>?<//></button>
  </div>`
}
