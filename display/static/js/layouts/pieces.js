/** The smallest pieces of every board: a text in one or two languages, a number, a name that fits. */
import { html } from "htm/preact"
import { useLayoutEffect, useRef } from "preact/hooks"
import { inkOn } from "#shared/colors.js"
import { keepStep } from "../eyes.js"
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
        <${Fit} key=${at} class=${at ? "second" : "first"} tongue=${tongues[at]} text=${text}
          weight=${at ? 500 : weight} lines=${lines} />`)}
    </span>`
}

/** A text that knows how wide it is; the style sheet gives it the largest size that fits, in so many lines. */
export function Fit({ class: name, tongue, text, weight, lines = 1, ...rest }) {
  const { language, direction } = tongue.words
  const width = lines > 1 ? (ems(text, weight) / lines) * RAGGED : ems(text, weight)
  const names = `fit ${lines > 1 ? "fit-lines " : ""}${name}`
  return html`<span class=${names} lang=${language} dir=${direction} style=${{ "--ems": width }} ...${rest}>${text}</span>`
}

export function Names({ tongues, names, ...rest }) {
  return html`<${Both} tongues=${tongues} say=${(tongue, isFirst) => nameIn(tongue, names, isFirst)} ...${rest} />`
}

/** A number in the digits of a language, in its own direction; the counter of a call may be gone, and then has none. */
export function Numeral({ tongue, value, weight = 800, class: name = "", ...rest }) {
  if (value === null) return null
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

/** Whether a call is the one that the loudspeaker says now (B12). */
export function isSaid(speaking, call) {
  return speaking !== null && speaking.ticket_id === call.ticket_id
}

/** A ref for what flashes; seq: of the call that does, null while none. */
export function useStep(seq) {
  const flashing = useRef(null)
  useLayoutEffect(() => { if (seq !== null) keepStep(flashing.current) }, [seq])
  return flashing
}
