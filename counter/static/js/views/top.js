// The head of the desk: which counter, who sits here, the day so far, pause and help.
import { html } from "htm/preact"
import { LanguageButton, once } from "#shared/parts.js"
import { moment, possible } from "../desk.js"
import { helpText } from "../sentences.js"
import { ActButton, Key, LeaveButton, Person } from "./parts.js"

const TODAY = ["served", "no_shows", "mean_wait", "mean_service", "paused"]

export function Top(props) {
  const { state, words, dates, onLanguage } = props
  const { counter, help, today } = state.desk
  return html`<header class="top">
    <h1 class="counter-name" data-testid="counter-name">${words.t("counter.name", { number: counter.number })}</h1>
    <${Person} state=${state} words=${words} />
    <${Today} today=${today} words=${words} dates=${dates} />
    <div class="top-acts">
      <${PauseButton} ...${props} />
      <${HelpButton} help=${help} ...${props} />
      <span class="wide-only top-acts-rest">
        <${LanguageButton} words=${words} onLanguage=${onLanguage} />
        <${LeaveButton} ...${props} />
      </span>
    </div>
  </header>`
}

function PauseButton(props) {
  const name = moment(props.state) === "paused" ? "work" : "pause"
  return html`<${ActButton} name=${name} kind="top-act" ...${props} />`
}

/** Asked for, on the way, or not needed: the button says which, so that nobody asks twice. */
function HelpButton({ help, state, words, dates, clerk }) {
  const name = help ? "help_end" : "help"
  const stage = !help ? "none" : help.answered_at ? "answered" : "asked"
  return html`<button class="top-act" type="button" data-testid="help" data-stage=${stage} aria-keyshortcuts="K"
    aria-disabled=${!possible(state, name)} onClick=${once(() => clerk.press(name))}>
    <span>${helpText(help, words, dates) ?? words.t("counter.act.help")}</span><${Key}>K<//>
  </button>`
}

function Today({ today, words, dates }) {
  const text = (seconds) => (seconds === null ? words.t("counter.today.nothing") : dates.duration(seconds))
  const values = {
    served: words.digits(today.served),
    no_shows: words.digits(today.no_shows),
    mean_wait: text(today.mean_wait_seconds),
    mean_service: text(today.mean_service_seconds),
    paused: text(today.paused_seconds || null),
  }
  return html`<dl class="today" aria-label=${words.t("counter.today.label")}>
    ${TODAY.map((key) => html`<div key=${key}><dt>${words.t(`counter.today.${key}`)}</dt><dd>${values[key]}</dd></div>`)}
  </dl>`
}
