/** The smallest pieces of every board: a text in one or two languages, a number, a name that fits. */
import { html } from "htm/preact"
import { inkOn } from "#shared/colors.js"
import { ems } from "../fit.js"
import { nameIn } from "../tongues.js"

// Lines of a balanced text are not all as wide as the widest.
const RAGGED = 1.15

/** say(tongue, isFirst): the text in that language, or null. What both say alike is said once. */
export function Both({ tongues, say, weight = 500, lines = 1, ...rest }) {
  const texts = tongues.map((tongue, at) => say(tongue, at === 0))
  return html`
    <span class="both" ...${rest}>
      ${texts.map((text, at) => text && (at === 0 || text !== texts[0]) && html`
        <${Fit} key=${at} class=${at ? "second" : "first"} tongue=${tongues[at]} text=${text} weight=${at ? 500 : weight} lines=${lines} />`)}
    </span>`
}

/** A text that knows how wide it is; the style sheet gives it the largest size that fits, in so many lines. */
export function Fit({ class: name, tongue, text, weight, lines = 1, ...rest }) {
  const { language, direction } = tongue.words
  const width = lines > 1 ? (ems(text, weight) / lines) * RAGGED : ems(text, weight)
  return html`
    <span class=${`fit ${lines > 1 ? "fit-lines " : ""}${name}`} lang=${language} dir=${direction} style=${{ "--ems": width }} ...${rest}>${text}</span>`
}

export function Names({ tongues, names, ...rest }) {
  return html`<${Both} tongues=${tongues} say=${(tongue, isFirst) => nameIn(tongue, names, isFirst)} ...${rest} />`
}

/** A ticket's number in the digits of a language, in its own direction. */
export function Numeral({ tongue, value, weight = 800, class: name = "", ...rest }) {
  const { digits, language } = tongue.words
  const text = digits(value)
  return html`
    <span class=${`fit number ${name}`} lang=${language} style=${{ "--ems": ems(text, weight) }} ...${rest}>
      <bdi dir="ltr">${text}</bdi>
    </span>`
}

/** The letter of a service on its colour; its name stands beside it. */
export function Letter({ service }) {
  return html`<b class="letter" style=${{ backgroundColor: service.color, color: inkOn(service.color) }}>${service.letter}</b>`
}

/** Whether a second language writes numbers with other digits, so that its readers need them too. */
export function hasOtherDigits([first, second], value) {
  return second !== undefined && second.words.digits(value) !== first.words.digits(value)
}
