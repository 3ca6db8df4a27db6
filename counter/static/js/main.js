// Joins the clerk's state, the keys and the drawing.
import { html, render } from "htm/preact"
import { makeApi } from "#shared/api.js"
import { makeDates } from "#shared/dates.js"
import { watch } from "#shared/live.js"
import { markStarted, page, setDocumentLanguage } from "#shared/page.js"
import { makeWords } from "#shared/words.js"
import { makeClerk } from "./clerk.js"
import { moment } from "./desk.js"
import { actOfKey, digitOfKey, isHeldPress } from "./keys.js"
import { numberText } from "./sentences.js"
import { Desk } from "./views/desk.js"
import { Barred, Choose, Loading, Login } from "./views/entry.js"

const LANGUAGE_KEPT = "nobat.counter.language"
const TICK_MILLISECONDS = 1000
const VIEW_OF = { login: Login, barred: Barred, loading: Loading, choose: Choose }
const root = document.getElementById("screen")
let words = makeWords({ ...page, language: keptLanguage() ?? page.language })
const api = makeApi({ language: words.language })
const clerk = makeClerk({ page, api, watch, onChange: () => queueMicrotask(draw) })

function draw() {
  const state = clerk.state()
  const dates = makeDates({ words, timeZone: state.hall?.time_zone })
  const View = VIEW_OF[moment(state)] ?? Desk
  setDocumentLanguage(words)
  document.title = titleOf(state)
  render(html`<${View} ...${{ state, words, dates, now: api.serverNow().getTime(), clerk, onLanguage }} />`, root)
}

function titleOf({ desk }) {
  const name = desk?.counter ? words.t("counter.name", { number: desk.counter.number }) : words.t("counter.title")
  return desk?.ticket ? `${numberText(desk.ticket.number, words)} · ${name}` : name
}

function onLanguage(code) {
  words = makeWords({ ...page, language: code })
  api.setLanguage(code)
  keepLanguage(code)
  draw()
}

// A browser may refuse storage; then the choice lasts as long as the page.
function keptLanguage() {
  try {
    return localStorage.getItem(LANGUAGE_KEPT)
  } catch {
    return null
  }
}

function keepLanguage(code) {
  try {
    localStorage.setItem(LANGUAGE_KEPT, code)
  } catch {
    return
  }
}

function onKey(event) {
  const focus = focused()
  if (isHeldPress(event, focus)) return event.preventDefault()
  const state = clerk.state()
  if (moment(state) === "choose") return chooseByKey(state, digitOfKey(event, focus))
  if (!state.desk?.counter) return
  const act = actOfKey(event, focus)
  if (!act) return
  event.preventDefault()
  clerk.act(act, act === "call" ? null : state.desk.ticket?.id)
}

function chooseByKey(state, digit) {
  const counter = state.desk.counters.find((one) => one.number === digit && one.clerk === null)
  if (counter) clerk.act("open", counter.id)
}

function focused() {
  const { tagName: tag, isContentEditable: editable } = document.activeElement ?? document.body
  return { tag, editable }
}

/** A button that was clicked must not keep the focus, or Space would press it again instead of calling. */
function keepFocusOff(event) {
  if (event.target.closest("button")) event.preventDefault()
}

window.addEventListener("keydown", onKey)
root.addEventListener("mousedown", keepFocusOff)
setInterval(draw, TICK_MILLISECONDS)
draw()
markStarted()
