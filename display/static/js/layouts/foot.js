/** The foot of a board: whether it is true, then notices, else the ticker and what else is worth a sentence, in turn. */
import { html } from "htm/preact"
import { noticesAt, restingCounters, tickerParts, turn } from "../board.js"
import { ems, linesWithin } from "../fit.js"
import { daysOf, foreign, nameIn } from "../tongues.js"
import { Both } from "./pieces.js"

// What the sign of a notice takes of a line, with the room around it, and what a wall's clock does.
const SIGN_EMS = 3
const CLOCK_EMS = 3.2
const LINK_SIGN = "M12 3 22 20H2zM12 10v5M12 17.2v.6"
const SOUND_SIGN = "M6 17V10a6 6 0 0 1 12 0v7l1.5 2h-15zM10 21h4M3 3l18 18"
const NOTICE_SIGN = "M4 10v4h3l7 4V6l-7 4zM17 9a4 4 0 0 1 0 6"

export function Foot({ board }) {
  return html`
    <footer class="foot">
      <${Told} board=${board} />
      ${board.room.shape === "wall" && html`<p class="clock number"><bdi>${board.tongues[0].dates.clock(board.now)}</bdi></p>`}
      ${board.soundOff && html`<${SoundOff} board=${board} />`}
    </footer>`
}

function Told({ board }) {
  if (board.stale !== null) return html`<${Warning} board=${board} id="stale" say=${staleText(board.stale)} />`
  if (board.pushless) return html`<${Warning} board=${board} id="pushless" say=${({ words }) => words.t("display.pushless")} />`
  const notices = noticesAt(board.picture, board.now)
  return notices.length ? html`<${Notice} board=${board} notices=${notices} />` : html`<${Turns} board=${board} />`
}

function staleText(seconds) {
  return ({ words, dates }) => words.t("shared.stale", { age: dates.duration(seconds) })
}

function Warning({ board, id, say }) {
  return html`
    <p class="told warning" role="status" data-testid=${id}>
      <${Sign} path=${LINK_SIGN} /><${Both} tongues=${board.tongues} say=${say} lines=${board.room.footLines} />
    </p>`
}

function Notice({ board, notices }) {
  const textsIn = (tongue, isFirst) => notices.map(({ texts }) => nameIn(tongue, texts, isFirst))
  return html`
    <p class="told notice" role="status" data-testid="notice">
      <${Sign} path=${NOTICE_SIGN} /><${InTurn} board=${board} pages=${pagesIn(board, textsIn, SIGN_EMS)} />
    </p>`
}

function Turns({ board }) {
  const pages = pagesIn(board, (tongue, isFirst) => sentences(board, tongue, isFirst))
  return html`<p class="told turns" key=${turn(pages[0].length, board.now)}><${InTurn} board=${board} pages=${pages} /></p>`
}

/** pages: what is told in each tongue, a page after the other. */
function InTurn({ board: { tongues, room, now }, pages }) {
  const say = (tongue) => inTurn(pages[tongues.indexOf(tongue)], now)
  return html`<${Both} tongues=${tongues} say=${say} lines=${room.footLines} />`
}

function inTurn(pages, now) {
  return pages[turn(pages.length, now)] ?? null
}

function pagesIn(board, textsIn, taken = 0) {
  return board.tongues.map((tongue, at) => pagesOf(board, textsIn(tongue, at === 0), taken))
}

/** Sentences in pieces that fit into the foot at its full size; taken: ems that something else takes of each line. */
function pagesOf({ room, sizes }, texts, taken) {
  const signs = (taken + (room.shape === "wall" ? CLOCK_EMS : 0)) * room.text
  const width = ((sizes.widthUnits - 2 * room.edge - signs) / room.text) * (room.footLines > 1 ? room.footLines * 0.85 : 1)
  return texts.filter(Boolean).flatMap((text) => linesWithin(text, width, (line) => ems(line, 500)))
}

function sentences(board, tongue, isFirst) {
  const { picture, look, room } = board
  const { t } = tongue.words
  const resting = restingCounters(picture)
  const missed = room.missed ? [] : (picture.missed ?? [])
  return [
    ...(room.dayInFoot ? dayTexts(board, isFirst) : []),
    ...tickerParts(nameIn(tongue, picture.ticker, isFirst)),
    ...(room.shape === "wall" && look.layout !== "calls" ? picture.services.map((service) => lineText(tongue, service)) : []),
    missed.length && t("display.missed_numbers", { numbers: listed(tongue, missed.map(({ number }) => number)) }),
    restingText(tongue, "display.counters_paused", resting.paused),
    restingText(tongue, "display.counters_closed", resting.closed),
  ]
}

/** One language tells both days in turn, of two each tells its own. */
function dayTexts({ tongues, now }, isFirst) {
  const [day, other] = daysOf(tongues, now)
  if (tongues.length === 1) return [day.text, foreign(other.text, other.tongue, day.tongue)]
  return [isFirst ? day.text : foreign(other.text, other.tongue, tongues[1])]
}

function restingText(tongue, key, numbers) {
  return numbers.length > 0 && tongue.words.t(key, { numbers: listed(tongue, numbers), count: numbers.length })
}

/** A wall has no room for the names of services. */
function lineText({ words, dates }, service) {
  const waiting = words.t("shared.waiting", { count: service.waiting })
  return `\u2066${service.letter}\u2069 · ${waiting} · ${dates.range(service.estimate)}`
}

function listed({ words }, numbers) {
  return numbers.map((number) => `\u2066${words.digits(number)}\u2069`).join(words.t("display.and_between"))
}

function SoundOff({ board }) {
  const say = ({ words }) => words.t("display.sound_off")
  return html`
    <button class="sound-off" data-testid="sound-off" onClick=${board.onWake}>
      <${Sign} path=${SOUND_SIGN} /><${Both} tongues=${board.tongues.slice(0, 1)} say=${say} lines=${board.room.footLines + 1} />
    </button>`
}

function Sign({ path }) {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`
}
