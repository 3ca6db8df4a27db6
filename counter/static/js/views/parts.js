import { html } from "htm/preact"
import { once } from "#shared/parts.js"
import { possible } from "../desk.js"
import { keyOf } from "../acts.js"
import { isolate, noticeText } from "../sentences.js"

const CALM_CODES = ["queue_empty"]
const TEST_ID_OF = { call: "call-next", close: "close-counter" }

/** share: 0 to 1; `late` is said in words beside it, so the bar itself is only for the eye. */
export function Bar({ share, late }) {
  return html`<div class=${late ? "bar bar-late" : "bar"} aria-hidden="true">
    <div class="bar-fill" style=${{ inlineSize: `${share * 100}%` }}></div>
  </div>`
}

/** The calm place of every refusal; always there, so that a screen reader hears what comes into it. */
export function Notice({ notice, words, dates, children }) {
  return html`<div class="notice" aria-live="polite" aria-atomic="true">
    ${notice ? html`<p class=${toneOf(notice)} data-testid=${notice.kind === "said" ? "said" : "refusal"}
      data-code=${notice.code ?? notice.key}>${noticeText(notice, words, dates)}</p>` : children}
  </div>`
}

function toneOf({ kind, code }) {
  return `notice-${CALM_CODES.includes(code) ? "said" : kind}`
}

/** A key as it is written on the keyboard. */
export function Key({ children }) {
  return html`<kbd dir="ltr" aria-hidden="true">${children}</kbd>`
}

/** idle: there is nothing that it could do now, but it keeps its place. */
export function ActButton({ name, kind = "small-act", label, idle = false, state, words, clerk }) {
  const key = keyOf(name)
  return html`<button class=${kind} type="button" key=${name} data-testid=${TEST_ID_OF[name] ?? name.replaceAll("_", "-")}
    aria-disabled=${idle || !possible(state, name)} aria-busy=${state.act === name} aria-keyshortcuts=${key}
    onClick=${once(() => clerk.press(name))}>
    <span>${label ?? words.t(`counter.act.${name}`)}</span><${Key}>${key}<//>
  </button>`
}

export function LeaveButton({ state, words, clerk }) {
  return html`<button class="quiet-button" type="button" data-testid="log-out" aria-disabled=${Boolean(state.act)}
    onClick=${once(clerk.logOut)}>${words.t("counter.act.leave")}</button>`
}

export function Person({ state, words }) {
  return html`<div class="person">
    <b>${isolate(state.user.name)}</b>
    <span>${state.hall ? words.name(state.hall.names) : ""}</span>
  </div>`
}
