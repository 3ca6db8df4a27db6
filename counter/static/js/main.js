// Joins the clerk's state, the keys and the drawing.
import { html, render } from "htm/preact"
import { makeApi } from "#shared/api.js"
import { makeDates } from "#shared/dates.js"
import { watch } from "#shared/live.js"
import { markStarted, page, setDocumentLanguage } from "#shared/page.js"
import { makeWords } from "#shared/words.js"
import { makeBell } from "./bell.js"
import { makeClerk } from "./clerk.js"
import { moment } from "./desk.js"
import { keepLanguage, keptLanguage } from "./kept.js"
import { leaveRows, listenToKeys } from "./keyboard.js"
import { numberText } from "./sentences.js"
import { Desk } from "./views/desk.js"
import { Barred, Choose, Loading, Login } from "./views/entry.js"
import { waitingIn } from "./waiting.js"
import { joinWindows } from "./windows.js"

const TICK_MILLISECONDS = 1000
const NARROW = window.matchMedia("(max-width: 479px)")
const VIEW_OF = { login: Login, barred: Barred, loading: Loading, choose: Choose }
const root = document.getElementById("screen")
let words = makeWords({ ...page, language: keptLanguage() ?? page.language })
const api = makeApi({ language: words.language })
const bell = makeBell({ onChange: drawSoon })
const clerk = makeClerk({ page, api, watch, onChange, onArrival })
const tellWindows = joinWindows(clerk)

function drawSoon() {
  queueMicrotask(draw)
}

function onChange(state) {
  tellWindows?.(state)
  drawSoon()
}

function draw() {
  const state = clerk.state()
  const dates = makeDates({ words, timeZone: state.hall?.time_zone })
  const View = VIEW_OF[moment(state)] ?? Desk
  const now = api.serverNow().getTime()
  setDocumentLanguage(words)
  document.title = titleOf(state)
  render(html`<${View} ...${{ state, words, dates, now, clerk, bell, narrow: NARROW.matches, onLanguage }} />`, root)
}

function titleOf({ desk }) {
  const name = desk?.counter ? words.t("counter.name", { number: desk.counter.number }) : words.t("counter.title")
  return desk?.ticket ? `${numberText(desk.ticket.number, words)} · ${name}` : name
}

function onArrival(desk) {
  bell.ring({ title: titleOf({ desk }), text: words.t("counter.idle.waiting", { count: waitingIn(desk) }) })
}

function onLanguage(code) {
  words = makeWords({ ...page, language: code })
  api.setLanguage(code)
  keepLanguage(code)
  draw()
}

/** A button that was clicked must not keep the focus, or Space would press it again instead of calling. */
function keepFocusOff(event) {
  if (event.target.closest("button") && !clerk.state().sheet) event.preventDefault()
}

/** The act of a row is done: the desk has its keys back. */
function giveKeysBack(event) {
  if (event.target.closest("[data-rows] button")) leaveRows()
}

listenToKeys({ clerk, bell, isNarrow: () => NARROW.matches })
root.addEventListener("mousedown", keepFocusOff)
root.addEventListener("click", giveKeysBack)
NARROW.addEventListener("change", draw)
setInterval(draw, TICK_MILLISECONDS)
draw()
markStarted()
