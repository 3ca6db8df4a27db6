// The visitor in front of the clerk, and under them the acts of this moment.
import { html } from "htm/preact"
import { Letter, Numeral } from "#shared/parts.js"
import { moment } from "../desk.js"
import { classOf, secondsBetween, serviceOf } from "../lines.js"
import { numberText, otherServiceText, reasonText } from "../sentences.js"
import { timerOf } from "../visitor.js"
import { waitingIn } from "../waiting.js"
import { Acts } from "./acts.js"
import { Papers } from "./papers.js"
import { Bar } from "./parts.js"
import { Star } from "./star.js"

export function Visitor(props) {
  const { state, words } = props
  return html`<section class="visitor" aria-label=${words.t("counter.visitor")} data-moment=${moment(state)} aria-busy=${Boolean(state.act)}>
    ${state.desk.ticket ? html`<${InFront} ...${props} />` : html`<${NobodyYet} ...${props} />`}
    <p class="hidden-text" aria-live="polite">${heardText(state.desk.ticket, words)}</p>
    <${Acts} ...${props} />
  </section>`
}

/** What the number and its state say to the eye, said to the ear. */
function heardText(ticket, words) {
  return ticket ? words.t(`counter.heard.${ticket.state}`, { number: numberText(ticket.number, words) }) : ""
}

function InFront(props) {
  const { state, words, dates } = props
  const { ticket } = state.desk
  const service = serviceOf(state.desk, ticket.service_id)
  return html`<div class="in-front">
    <div class="headline">
      <div>
        <p class="ticket-state" data-testid="ticket-state" data-state=${ticket.state}>${words.t(`counter.state.${ticket.state}`)}</p>
        <${Numeral} value=${ticket.number} words=${words} data-testid="ticket-number" />
      </div>
      <${Timer} ticket=${ticket} service=${service} ...${props} />
    </div>
    <div class="about" tabindex="0" role="group" aria-label=${words.t("counter.visitor.about")}>
      <div class="about-visitor">
        <div>
          <p class="service-name"><${Letter} service=${service} /><b>${words.name(service?.names)}</b></p>
          <${OtherServices} ticket=${ticket} ...${props} />
        </div>
        <${Proof} ticket=${ticket} ...${props} />
        <${Facts} ticket=${ticket} ...${props} />
        <div class="reason" data-testid="reason">
          <p class="label">${words.t("counter.reason.label")}</p>
          <p>${reasonText(ticket, state.desk, words, dates)}</p>
        </div>
      </div>
      <${Papers} ticket=${ticket} service=${service} ...${props} />
    </div>
  </div>`
}

/** The rest of the visit: what was done before, with its outcome, and what comes after. */
function OtherServices({ ticket, state, words }) {
  const others = ticket.services.filter((one) => one.finished_at !== null || one.service_id !== ticket.service_id)
  return html`<ul class="other-services">${others.map((one) => html`<li key=${`${one.service_id} ${one.finished_at}`} data-testid="other-service">
    ${otherServiceText(one, state.desk, words)}</li>`)}</ul>`
}

function Timer({ ticket, service, state, words, dates, now }) {
  const { seconds, expectedSeconds, share, over } = timerOf(ticket, service, state.spells, now)
  const expected = expectedSeconds && { wait: dates.duration(expectedSeconds) }
  return html`<div class=${over ? "timer timer-over" : "timer"} role="timer" aria-live="off">
    <span class="timer-label">${words.t(`counter.timer.${ticket.state}`)}</span>
    <b class="number" dir="ltr">${dates.timer(seconds)}</b>
    ${expected && html`<${Bar} share=${share} late=${over} />
      <span class="timer-label">${words.t(over ? "counter.timer.over" : "counter.timer.expected", expected)}</span>`}
  </div>`
}

/** A class that asks for a proof says so, with the law that gives it. */
function Proof({ ticket, state, words }) {
  const known = classOf(state.desk, ticket.priority_class)
  if (!known?.asks_proof) return null
  return html`<div class="proof" data-testid="proof">
    <b>${words.t("counter.proof", { class: words.name(known.names) })}</b>
    ${known.legal_reference && html`<p><bdi>${known.legal_reference}</bdi></p>`}
  </div>`
}

function Facts({ ticket, state, words, dates }) {
  const { t } = words
  const language = words.languages.find((one) => one.code === ticket.language)
  return html`<dl class="facts">
    <${Fact} label=${t("counter.fact.class")}>${words.name(classOf(state.desk, ticket.priority_class)?.names)}<//>
    <${Fact} label=${t("counter.fact.waited")}>${dates.duration(ticket.wait_seconds)}<//>
    <${Fact} label=${t("counter.fact.calls")}>${callsText(ticket, state, words)}<//>
    <${Fact} label=${t("counter.fact.language")}>${language?.name ?? ticket.language}<//>
  </dl>`
}

/** How often it was called, and how often it may be. */
function callsText({ recalls }, { desk }, words) {
  return words.t("counter.fact.calls.of", { count: recalls + 1, most: desk.most_recalls + 1 })
}

function Fact({ label, children }) {
  return html`<div class="fact"><dt>${label}</dt><dd>${children}</dd></div>`
}

function NobodyYet({ state, words, dates, now }) {
  const isPaused = moment(state) === "paused"
  return html`<div class="nobody-yet" data-testid="nobody-yet">
    <${Star} />
    <h2>${isPaused ? words.t("counter.state.paused") : waitingText(state.desk, words)}</h2>
    <p>${isPaused ? pauseText(state.desk, words, dates, now) : words.t(waitingIn(state.desk) ? "counter.state.idle" : "counter.idle.empty.more")}</p>
  </div>`
}

function pauseText({ counter, pause_reasons: reasons }, words, dates, now) {
  const reason = words.name(reasons.find((one) => one.code === counter.pause_reason)?.names)
  const since = counter.since ? dates.duration(secondsBetween(counter.since, now)) : null
  return since && reason ? words.t("counter.paused.since", { reason, since }) : words.t("counter.paused")
}

export function waitingText(desk, words) {
  const count = waitingIn(desk)
  return count ? words.t("counter.idle.waiting", { count }) : words.t("counter.idle.empty")
}
