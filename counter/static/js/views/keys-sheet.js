// All acts with their keys; what this moment allows can be pressed here too.
import { html } from "htm/preact"
import { LanguageButton, once } from "#shared/parts.js"
import { keyOf } from "../acts.js"
import { possible } from "../desk.js"
import { TABS } from "../lists.js"
import { Key, LeaveButton, Notice } from "./parts.js"

const ACTS = [
  "call", "begin", "finish", "recall", "no_show", "return", "hold", "transfer", "add_service", "note", "cancel", "follow_up", "reprint", "find",
  "walk_in", "reopen",
]
const OTHERS = { auto: "A", bell: "D", papers: "U", keys: "?" }

export function KeysSheet(props) {
  const { state, words, clerk, onLanguage } = props
  const isPaused = state.desk.counter.state === "paused"
  const acts = [...ACTS, isPaused ? "work" : "pause", state.desk.help ? "help_end" : "help", "close"]
  return html`<div class="sheet-body">
    <ul class="keys" data-rows>
      ${acts.map((name) => html`<${KeyRow} key=${name} name=${name} letter=${keyOf(name)} label=${words.t(`counter.act.${name}`)}
        can=${possible(state, name)} press=${() => clerk.press(name)} ...${props} />`)}
      ${TABS.map((tab, at) => html`<${KeyRow} key=${tab} name=${tab} letter=${words.digits(at + 1)} label=${words.t(`counter.lists.${tab}`)}
        can=${true} press=${() => openTab(props, tab)} ...${props} />`)}
      <${KeyRow} name="auto" letter=${OTHERS.auto} label=${words.t("counter.switch.auto")} can=${true} press=${clerk.toggleAuto} ...${props} />
      <${KeyRow} name="bell" letter=${OTHERS.bell} label=${words.t("counter.switch.bell.on")} can=${true} press=${props.bell.toggle} ...${props} />
      <li class="key-row"><span>${words.t("counter.papers.documents")}</span><${Key}>${OTHERS.papers}<//></li>
      <li class="key-row"><span>${words.t("counter.switch.keys")}</span><${Key}>${OTHERS.keys}<//></li>
    </ul>
    <p class="ask-more">${words.t("counter.keys.more")}</p>
    <${Notice} notice=${state.notice} words=${words} dates=${props.dates} />
    <div class="sheet-rest"><${LanguageButton} words=${words} onLanguage=${onLanguage} /><${LeaveButton} ...${props} /></div>
  </div>`
}

function openTab({ clerk, narrow }, tab) {
  clerk.openTab(tab)
  if (narrow) clerk.openSheet("list")
}

function KeyRow({ name, letter, label, can, press, clerk }) {
  const go = () => {
    clerk.closeSheet()
    press()
  }
  return html`<li><button type="button" class="key-row" data-testid=${`key-${name.replaceAll("_", "-")}`} aria-disabled=${!can} onClick=${once(go)}>
    <span>${label}</span><${Key}>${letter}<//></button></li>`
}
