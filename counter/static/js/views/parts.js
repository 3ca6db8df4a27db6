import { html } from "htm/preact"
import { inkOn } from "#shared/colors.js"
import { isolate, noticeText } from "../sentences.js"

const CALM_CODES = ["queue_empty"]

/** One click, one act: the second half of a double click would meet the next button in the same place. */
export function once(act) {
  return (event) => {
    if (event.detail <= 1) act()
  }
}

export function Numeral({ value, words, ...rest }) {
  return html`<bdi dir="ltr" ...${rest}>${words.digits(value)}</bdi>`
}

export function Letter({ service }) {
  const colors = { backgroundColor: service.color, color: inkOn(service.color) }
  return html`<span class="letter" style=${colors} aria-hidden="true">${service.letter}</span>`
}

/** share: 0 to 1; `late` is said in words beside it, so the bar itself is only for the eye. */
export function Bar({ share, late }) {
  return html`<div class=${late ? "bar bar-late" : "bar"} aria-hidden="true">
    <div class="bar-fill" style=${{ inlineSize: `${share * 100}%` }}></div>
  </div>`
}

/** The calm place of every refusal; always there, so that a screen reader hears what comes into it. */
export function Notice({ notice, words }) {
  return html`<div class="notice" aria-live="polite" aria-atomic="true">
    ${notice && html`<p class=${toneOf(notice)} data-testid=${notice.kind === "said" ? "said" : "refusal"}
      data-code=${notice.code ?? notice.key}>${noticeText(notice, words)}</p>`}
  </div>`
}

function toneOf({ kind, code }) {
  return `notice-${CALM_CODES.includes(code) ? "said" : kind}`
}

/** The button that changes the language carries the other language's own name. */
export function LanguageButton({ words, onLanguage }) {
  const codes = words.languages.map((one) => one.code)
  const next = words.languages[(codes.indexOf(words.language) + 1) % codes.length]
  return html`<button class="quiet-button" type="button" data-testid="language" lang=${next.code}
    onClick=${once(() => onLanguage(next.code))}>${next.name}</button>`
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
