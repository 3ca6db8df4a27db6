/** The small sign over one counter: its number, whom it serves, for what, and whether it is open. */
import { html } from "htm/preact"
import { noticesAt, signOf } from "../board.js"
import { isFresh } from "../eyes.js"
import { Foot } from "./foot.js"
import { Both, isSaid, Letter, Names, Numeral, useStep } from "./pieces.js"

const MOST_SERVICES = 3

export function Sign({ board }) {
  const { picture, look, counterNumber } = board
  const sign = signOf(picture, look.counter_id) ?? unknownSign(counterNumber)
  const hasFoot = board.stale !== null || board.pushless || noticesAt(picture, board.now).length > 0 || board.soundOff
  return html`
    <${Place} board=${board} sign=${sign} />
    <${Middle} board=${board} sign=${sign} />
    <${Given} board=${board} sign=${sign} />
    ${hasFoot && html`<${Foot} board=${board} />`}`
}

/** A counter that was taken out of the set-up. */
function unknownSign(number) {
  return { counter: { number, state: "closed" }, call: null, services: [] }
}

function Place({ board, sign }) {
  const { number, state } = sign.counter
  const place = ({ words }) => number !== null && words.t("shared.counter", { number })
  return html`
    <header class="sign-head">
      <h1><${Both} tongues=${board.tongues} say=${place} weight=${800} /></h1>
      <p class=${`sign-state sign-${state}`} data-testid="sign-state" data-state=${state}>
        <${StateSign} state=${state} />
        <${Both} tongues=${board.tongues} say=${({ words }) => words.t(`display.counter_${state}`)} weight=${700} />
      </p>
    </header>`
}

function Middle({ board, sign }) {
  const { call, counter } = sign
  const { now, eyes, speaking } = board
  const fresh = call !== null && isFresh(eyes, call, now)
  const step = useStep(fresh ? call.seq : null)
  const say = (key) => ({ words }) => words.t(`display.sign_${key}`)
  if (!call) {
    return html`
      <section class="sign-middle sign-nobody">
        <p><${Both} tongues=${board.tongues} say=${say(counter.state)} weight=${700} /></p>
      </section>`
  }
  const marks = `${fresh ? " call-fresh" : ""}${isSaid(speaking, call) ? " call-said" : ""}`
  return html`
    <section ref=${step} class=${`sign-middle sign-${call.state}${marks}`} key=${call.seq} aria-live=${fresh ? "assertive" : "off"}>
      <p class="call-number">
        <${Numeral} class="seen-height" tongue=${board.tongues[0]} value=${call.number} data-testid="call-number" />
      </p>
      <p class="sign-what"><${Both} tongues=${board.tongues} say=${say(call.state)} /></p>
    </section>`
}

function Given({ board, sign }) {
  return html`
    <ul class="sign-services">
      ${sign.services.slice(0, MOST_SERVICES).map((service) => html`
        <li key=${service.id}><${Letter} service=${service} /><${Names} tongues=${board.tongues} names=${service.names} /></li>`)}
    </ul>`
}

const STATE_PATHS = { open: "M4 12.5 9.5 18 20 6.5", paused: "M8 5v14M16 5v14", closed: "M6 6l12 12M18 6 6 18" }

function StateSign({ state }) {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${STATE_PATHS[state]} /></svg>`
}
