/** Small pieces that several of the staff's screens draw in the same way; their looks are the screen's own. */
import { html } from "htm/preact"
import { inkOn } from "#shared/colors.js"

/** One click, one act: the second half of a double click would meet the next button in the same place. */
export function once(act) {
  return (event) => {
    if (event.detail <= 1) act()
  }
}

/** A ticket's number, kept in its own direction inside any line. */
export function Numeral({ value, words, ...rest }) {
  return html`<bdi dir="ltr" ...${rest}>${words.digits(value)}</bdi>`
}

/** The letter of a service on its colour; its name stands beside it, so a reader need not hear it. */
export function Letter({ service }) {
  const colors = { backgroundColor: service.color, color: inkOn(service.color) }
  return html`<span class="letter" style=${colors} aria-hidden="true">${service.letter}</span>`
}

/** The button that changes the language carries the next one's own name; the staff's screens speak the whole ones. */
export function LanguageButton({ words, onLanguage }) {
  const spoken = words.languages.filter((one) => one.whole)
  const next = spoken[(spoken.findIndex((one) => one.code === words.language) + 1) % spoken.length]
  return html`<button class="quiet-button" type="button" data-testid="language" lang=${next.code}
    onClick=${once(() => onLanguage(next.code))}>${next.name}</button>`
}
