// The visitor in front of the clerk, and under them the one act of this moment.
import { html } from "htm/preact"
import { moment, possible, primaryAct, waitingIn } from "../desk.js"
import { classOf, serviceOf } from "../lines.js"
import { numberText, reasonText } from "../sentences.js"
import { timerOf } from "../visitor.js"
import { Bar, Letter, Notice, Numeral, once } from "./parts.js"
import { Star } from "./star.js"

const KEY_OF = { call: "Space", begin: "Enter", finish: "F", recall: "R", no_show: "N" }
const TEST_ID_OF = { call: "call-next", begin: "begin", finish: "finish", recall: "recall", no_show: "no-show" }
const SMALLER_ACTS = ["recall", "no_show"]

export function Visitor(props) {
  const { state, words } = props
  return html`<section class="visitor" aria-label=${words.t("counter.visitor")} data-moment=${moment(state)}>
    ${state.desk.ticket ? html`<${InFront} ...${props} />` : html`<${NobodyYet} ...${props} />`}
    <p class="hidden-text" aria-live="polite">${heardText(state.desk.ticket, words)}</p>
    <${Notice} notice=${state.notice} words=${words} />
    <${ActButton} name=${primaryAct(state)} main=${true} ...${props} />
    <div class="smaller-acts"><${Smaller} ...${props} /></div>
  </section>`
}

/** What the number and its state say to the eye, said to the ear. */
function heardText(ticket, words) {
  return ticket ? words.t(`counter.heard.${ticket.state}`, { number: numberText(ticket.number, words) }) : ""
}

function InFront({ state, words, dates, now }) {
  const { ticket } = state.desk
  const service = serviceOf(state.desk, ticket.service_id)
  return html`<div class="in-front">
    <div class="headline">
      <div>
        <p class="ticket-state" data-testid="ticket-state" data-state=${ticket.state}>
          ${words.t(`counter.state.${ticket.state}`)}</p>
        <${Numeral} value=${ticket.number} words=${words} data-testid="ticket-number" />
      </div>
      <${Timer} ...${{ ticket, service, words, dates, now }} />
    </div>
    <${Facts} ...${{ ticket, service, state, words, dates }} />
    <div class="reason" data-testid="reason">
      <p class="reason-label">${words.t("counter.reason.label")}</p>
      <p>${reasonText(ticket, state.desk, words, dates)}</p>
    </div>
  </div>`
}

function Timer({ ticket, service, words, dates, now }) {
  const { seconds, expectedSeconds, share, over } = timerOf(ticket, service, now)
  const expected = expectedSeconds && { wait: dates.duration(expectedSeconds) }
  return html`<div class=${over ? "timer timer-over" : "timer"} role="timer" aria-live="off">
    <span class="timer-label">${words.t(`counter.timer.${ticket.state}`)}</span>
    <b class="number" dir="ltr">${dates.timer(seconds)}</b>
    ${expected && html`<${Bar} share=${share} late=${over} />
      <span class="timer-label">${words.t(over ? "counter.timer.over" : "counter.timer.expected", expected)}</span>`}
  </div>`
}

function Facts({ ticket, service, state, words, dates }) {
  const { t, name } = words
  const language = words.languages.find((one) => one.code === ticket.language)
  return html`<dl class="facts">
    <div class="fact-service"><dt class="hidden-text">${t("counter.fact.service")}</dt>
      <dd>${service && html`<${Letter} service=${service} />`}<span>${name(service?.names)}</span></dd></div>
    <${Fact} label=${t("counter.fact.class")}>${name(classOf(state.desk, ticket.priority_class))}<//>
    <${Fact} label=${t("counter.fact.waited")}>${dates.duration(ticket.wait_seconds)}<//>
    <${Fact} label=${t("counter.fact.calls")}>${words.digits(ticket.recalls + 1)}<//>
    <${Fact} label=${t("counter.fact.language")}>${language?.name ?? ticket.language}<//>
  </dl>`
}

function Fact({ label, children }) {
  return html`<div class="fact"><dt>${label}</dt><dd>${children}</dd></div>`
}

function NobodyYet({ state, words }) {
  const isEmpty = waitingIn(state.desk) === 0
  return html`<div class="nobody-yet" data-testid="nobody-yet">
    <${Star} />
    <h2>${waitingText(state.desk, words)}</h2>
    <p>${words.t(isEmpty ? "counter.idle.empty.more" : "counter.state.idle")}</p>
  </div>`
}

function waitingText(desk, words) {
  const count = waitingIn(desk)
  return count ? words.t("counter.idle.waiting", { count }) : words.t("counter.idle.empty")
}

function Smaller(props) {
  const { state, words, dates } = props
  if (moment(state) === "serving") return html`<p class="aside">${waitingText(state.desk, words)}</p>`
  if (moment(state) === "idle") return state.last && html`<p class="aside">${lastText(state.last, words, dates)}</p>`
  return SMALLER_ACTS.map((name) => html`<${ActButton} key=${name} name=${name} ...${props} />`)
}

function lastText(call, words, dates) {
  const wait = dates.duration(call.service_seconds ?? 0)
  return words.t(`counter.last.${call.state}`, { number: numberText(call.number, words), wait })
}

function ActButton({ name, main, state, words, clerk }) {
  const { ticket } = state.desk
  const kind = main ? "main-act" : "small-act"
  return html`<button class=${kind} type="button" key=${name} data-testid=${TEST_ID_OF[name]}
    aria-disabled=${!possible(state, name)} aria-busy=${state.act === name} aria-keyshortcuts=${KEY_OF[name]}
    onClick=${once(() => clerk.act(name, name === "call" ? null : ticket.id))}>
    <span>${words.t(`counter.act.${name}`)}</span><kbd dir="ltr">${KEY_OF[name]}</kbd>
  </button>`
}
