// Before the desk: log in, choose a counter, wait for the first answer, or hear that this account has no counter.
import { html } from "htm/preact"
import { serviceOf } from "../lines.js"
import { isolate, numberText } from "../sentences.js"
import { LanguageButton, once } from "#shared/parts.js"
import { LeaveButton, Notice, Person } from "./parts.js"

export function Login({ state, words, dates, clerk, onLanguage }) {
  const { t } = words
  const busy = state.act === "login"
  return html`<main class="login">
    <form class="login-card" novalidate onSubmit=${(event) => submit(event, clerk)}>
      <h1>${t("counter.login.title")}</h1>
      <label>${t("counter.login.username")}
        <input name="username" data-testid="username" dir="ltr" autocomplete="username" autocapitalize="none"
          spellcheck="false" ref=${focus} /></label>
      <label>${t("counter.login.password")}
        <input name="password" data-testid="password" dir="ltr" type="password" autocomplete="current-password" /></label>
      <button class="main-act" data-testid="log-in" aria-disabled=${busy}>
        ${t(busy ? "counter.login.busy" : "counter.login.act")}</button>
      <${Notice} notice=${state.notice} words=${words} dates=${dates} />
    </form>
    <${LanguageButton} words=${words} onLanguage=${onLanguage} />
  </main>`
}

function focus(field) {
  field?.focus()
}

async function submit(event, clerk) {
  event.preventDefault()
  const { username, password } = event.currentTarget.elements
  await clerk.logIn(username.value.trim(), password.value)
  if (!password.isConnected) return
  password.select()
  password.focus()
}

export function Choose({ state, words, dates, clerk, onLanguage }) {
  const { desk } = state
  return html`<${Frame} ...${{ state, words, dates, clerk, onLanguage }}>
    <h1>${words.t("counter.choose.title")}</h1>
    <p class="choose-hint">${chooseHint(desk, words)}</p>
    <ul class="choose-counters">
      ${desk.counters.map((counter) => html`<${CounterCard} key=${counter.id} ...${{ counter, state, words, clerk }} />`)}
    </ul>
  <//>`
}

function chooseHint({ ticket, counters }, words) {
  if (ticket) return words.t("counter.choose.in-hand", { number: numberText(ticket.number, words) })
  return words.t(counters.length ? "counter.choose.hint" : "counter.choose.none")
}

function CounterCard({ counter, state, words, clerk }) {
  const { t, name } = words
  const taken = counter.clerk !== null
  const services = counter.service_ids.map((id) => serviceOf(state.desk, id)).filter(Boolean)
  return html`<li><button class="counter-card" type="button" data-testid=${`counter-${counter.number}`}
    disabled=${taken} aria-disabled=${Boolean(state.act)} onClick=${once(() => clerk.press("open", counter.id))}>
    <span class="counter-card-number">${t("counter.name", { number: counter.number })}</span>
    <span class="counter-card-state">
      ${taken ? t("counter.choose.taken", { clerk: isolate(counter.clerk) }) : t("counter.choose.free")}</span>
    <span class="counter-card-services">${services.map((service) => name(service.names)).join(t("counter.comma"))}</span>
  </button></li>`
}

export function Loading({ state, words, dates, clerk, onLanguage }) {
  const text = state.staleSeconds === null ? "counter.loading" : "counter.link.lost.never"
  return html`<${Frame} ...${{ state, words, dates, clerk, onLanguage }}>
    <p class="choose-hint" role="status">${words.t(text)}</p>
  <//>`
}

export function Barred({ state, words, dates, clerk, onLanguage }) {
  return html`<${Frame} ...${{ state, words, dates, clerk, onLanguage }}>
    <h1>${words.t("counter.barred.title")}</h1>
    <p class="choose-hint">${words.t("counter.barred.text")}</p>
  <//>`
}

function Frame({ state, words, dates, clerk, onLanguage, children }) {
  return html`<div class="entry">
    <header class="top">
      <${Person} state=${state} words=${words} />
      <div class="top-acts">
        <${LanguageButton} words=${words} onLanguage=${onLanguage} />
        <${LeaveButton} ...${{ state, words, clerk }} />
      </div>
    </header>
    <main class="entry-main">
      ${children}
      <${Notice} notice=${state.notice} words=${words} dates=${dates} />
    </main>
  </div>`
}
