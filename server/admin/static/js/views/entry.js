// Before the console: log in, choose a hall, wait for the first answer, or hear that this is another's place.
import { html } from "htm/preact"
import { useState } from "preact/hooks"
import { LanguageButton } from "#shared/parts.js"
import { hashOf } from "../address.js"
import { hallsNamed } from "../console.js"
import { Crest, Refusal } from "./parts.js"
import { Person, LeaveButton } from "./shell.js"

const SEARCHED_FROM = 9

export function Login({ state, session, words, onLanguage }) {
  const { t } = words
  const busy = state.act === "login"
  return html`<main class="login">
    <form class="login-card" novalidate onSubmit=${(event) => submit(event, session)}>
      <${Crest} />
      <h1>${t("admin.login.title")}</h1>
      <label>${t("admin.login.username")}
        <input name="username" data-testid="username" dir="ltr" autocomplete="username" autocapitalize="none"
          spellcheck="false" ref=${focus} /></label>
      <label>${t("admin.login.password")}
        <input name="password" data-testid="password" dir="ltr" type="password" autocomplete="current-password" /></label>
      <button class="main-act" data-testid="log-in" aria-disabled=${busy}>${t(busy ? "admin.login.busy" : "admin.login.act")}</button>
      <${Refusal} refusal=${state.notice} words=${words} />
    </form>
    <${LanguageButton} words=${words} onLanguage=${onLanguage} />
  </main>`
}

function focus(field) {
  if (field && document.activeElement === document.body) field.focus()
}

async function submit(event, session) {
  event.preventDefault()
  const { username, password } = event.currentTarget.elements
  await session.logIn(username.value.trim(), password.value)
  if (!password.isConnected) return
  password.select()
  password.focus()
}

export function NotForClerks(props) {
  const { words } = props
  return html`<${Frame} ...${props}>
    <h1 data-testid="not-for-clerks">${words.t("admin.clerk.title")}</h1>
    <p class="entry-hint">${words.t("admin.clerk.text")}</p>
    <p><a class="main-act" href="/counter" data-testid="to-counter">${words.t("admin.clerk.act")}</a></p>
  <//>`
}

export function Loading(props) {
  return html`<${Frame} ...${props}><p class="entry-hint" role="status">${props.words.t("admin.loading")}</p><//>`
}

export function Nowhere(props) {
  return html`<${Frame} ...${props}>
    <h1>${props.words.t("admin.nowhere.title")}</h1>
    <p class="entry-hint">${props.words.t("admin.nowhere.text")}</p>
  <//>`
}

export function ChooseHall(props) {
  const { state, words } = props
  const [wanted, setWanted] = useState("")
  const halls = hallsNamed(state.halls, wanted)
  return html`<${Frame} ...${props}>
    <h1>${words.t("admin.choose.title")}</h1>
    ${state.halls.length >= SEARCHED_FROM && html`<label class="hall-search">${words.t("admin.choose.search")}
      <input type="search" data-testid="hall-search" value=${wanted} ref=${focus}
        onInput=${(event) => setWanted(event.currentTarget.value)} /></label>`}
    <ul class="halls">
      ${halls.map((hall) => html`<li key=${hall.id}><a class="hall" data-testid=${`hall-${hall.code}`}
        href=${hashOf({ hallId: hall.id, page: null })}>${words.name(hall.names)}</a></li>`)}
    </ul>
    ${halls.length === 0 && html`<p class="entry-hint">${words.t("admin.choose.none")}</p>`}
  <//>`
}

function Frame({ state, session, words, onLanguage, children }) {
  return html`<div class="entry">
    <header class="top">
      <${Crest} />
      <b>${words.t("admin.title")}</b>
      <div class="top-end">
        <${Person} user=${state.user} words=${words} />
        <${LanguageButton} words=${words} onLanguage=${onLanguage} />
        <${LeaveButton} ...${{ state, session, words }} />
      </div>
    </header>
    <main class="entry-main">
      ${children}
      <${Refusal} refusal=${state.notice} words=${words} />
    </main>
  </div>`
}
