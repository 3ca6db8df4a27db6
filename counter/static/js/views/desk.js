import { html } from "htm/preact"
import { Lines } from "./lines.js"
import { LanguageButton, LeaveButton, once, Person } from "./parts.js"
import { Visitor } from "./visitor.js"

const TODAY = ["served", "no_shows", "mean_wait", "mean_service"]

export function Desk(props) {
  return html`<div class="desk">
    <${Top} ...${props} />
    <main class="desk-main"><${Visitor} ...${props} /><${Lines} ...${props} /></main>
    <${Foot} ...${props} />
  </div>`
}

function Top({ state, words, dates, clerk, onLanguage }) {
  const { counter } = state.desk
  return html`<header class="top">
    <h1 class="counter-name" data-testid="counter-name">${words.t("counter.name", { number: counter.number })}</h1>
    <${Person} state=${state} words=${words} />
    <${Today} today=${state.desk.today} words=${words} dates=${dates} />
    <div class="top-acts">
      <${LanguageButton} words=${words} onLanguage=${onLanguage} />
      <button class="quiet-button" type="button" data-testid="close-counter" aria-disabled=${Boolean(state.act)}
        onClick=${once(() => clerk.act("close", counter.id))}>${words.t("counter.act.close")}</button>
      <${LeaveButton} ...${{ state, words, clerk }} />
    </div>
  </header>`
}

function Today({ today, words, dates }) {
  const text = (seconds) => (seconds === null ? words.t("counter.today.nothing") : dates.duration(seconds))
  const values = {
    served: words.digits(today.served),
    no_shows: words.digits(today.no_shows),
    mean_wait: text(today.mean_wait_seconds),
    mean_service: text(today.mean_service_seconds),
  }
  return html`<dl class="today" aria-label=${words.t("counter.today.label")}>
    ${TODAY.map((key) => html`<div key=${key}><dt>${words.t(`counter.today.${key}`)}</dt><dd>${values[key]}</dd></div>`)}
  </dl>`
}

function Foot({ state, words, dates, now }) {
  const lost = state.staleSeconds !== null
  const age = lost && dates.duration(state.staleSeconds)
  const link = lost ? "lost" : state.hall ? "live" : "connecting"
  return html`<footer class=${lost ? "foot foot-lost" : "foot"}>
    <p role="status" data-testid="link">${words.t(`counter.link.${link}`, { age })}</p>
    <p><span>${dates.date(now)}</span><b class="number">${dates.clock(now)}</b></p>
  </footer>`
}
