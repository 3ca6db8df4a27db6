import { html, render } from "htm/preact"
import { makeApi } from "#shared/api.js"
import { makeDates } from "#shared/dates.js"
import { watch } from "#shared/live.js"
import { markStarted, page, setDocumentLanguage } from "#shared/page.js"
import { pairAgain } from "#shared/paired.js"
import { Pairing } from "#shared/pairing.js"
import { makeWords } from "#shared/words.js"
import { makeCommands } from "./commands.js"
import * as flow from "./flow.js"
import { identityKind } from "./hall.js"
import { makeKept } from "./kept.js"
import { isService, meaning, moved } from "./keys.js"
import { Kiosk } from "./screen.js"
import { isSearchable } from "./shown.js"
import { millimetre, roomOn, unit } from "./sizes.js"
import { speechLanguage, speechMoment, speechPage, speechText } from "./speech.js"
import { makeVoice } from "./voice.js"

const TICK_MILLISECONDS = 250
const GUIDE_MILLISECONDS = 60_000
const GUIDE_AGAIN_MILLISECONDS = 3_000
const asked = new URLSearchParams(location.search).get("language")
const root = document.getElementById("screen")
const api = makeApi(page)
let state = flow.startKiosk(page.language)
let watcher = null
let made = {}
let said = null
let voice = null
let nextGuide = null

const commands = makeCommands({
  api, kept: makeKept(globalThis.localStorage), get: () => state, change, refresh: () => watcher?.refresh(),
})

const act = {
  begin: () => change(flow.begin),
  touch: () => change(flow.fingerCame),
  stay: () => change(flow.stayOn),
  startAgain: () => change(flow.startAgain),
  chooseLanguage: (code) => change(flow.chooseLanguage, code),
  openGroup: (code) => change(flow.openGroup, code),
  turnPage: (number) => change(flow.turnPage, number),
  goBack: () => change(flow.goBack),
  openSearch: () => change(flow.openSearch),
  typeLetter: (letter) => change(flow.typeLetter, letter),
  eraseLetter: () => change(flow.eraseLetter),
  turnKeys: () => change(flow.turnKeys),
  addService: () => change(flow.addService),
  removeService: (id) => change(flow.removeService, id),
  chooseClass: (code) => change(flow.chooseClass, code),
  typeDigit: (digit) => change(flow.typeDigit, identityKind(flow.hall(state), flow.chosenIds(state)), digit),
  eraseDigit: () => change(flow.eraseDigit),
  turnMode: (mode) => change(flow.turnMode, mode),
  turnVolume: (step) => change(flow.turnVolume, step),
  ...commands,
}

function start() {
  voice = makeVoice({ region: addRegion(), loudest: flow.LOUDEST, sound: page.relay ? addSound() : null })
  watcher = watch({
    branchId: page.device.branch_id,
    api,
    relay: page.relay,
    onPicture,
    onEvent,
    onStale: (seconds) => change(flow.linkChanged, seconds !== null),
    onRefused: () => pairAgain(api, page.screen),
  })
  document.addEventListener("contextmenu", (event) => event.preventDefault())
  document.addEventListener("keydown", onKey)
  window.addEventListener("resize", draw)
  setInterval(tick, TICK_MILLISECONDS)
  loadGuide()
  commands.resume()
}

/** Spoken text stands outside of what is drawn, where nothing but the voice touches it. */
function addRegion() {
  const region = Object.assign(document.createElement("p"), { className: "hidden-text" })
  region.setAttribute("aria-live", "assertive")
  document.body.append(region)
  return region
}

/** The kiosk's own agent speaks through this (voice.js). */
function addSound() {
  const sound = Object.assign(document.createElement("audio"), { preload: "auto" })
  document.body.append(sound)
  return sound
}

/** The guide changes with the set-up alone; asking for it by its ETag costs nothing. */
async function loadGuide() {
  let again = GUIDE_MILLISECONDS
  try {
    change(flow.guideCame, await api.get(`/branches/${page.device.branch_id}/guide`))
  } catch (error) {
    if (!error.code) throw error
    again = GUIDE_AGAIN_MILLISECONDS
    if (!state.guide) change(flow.guideCame, {})
  }
  clearTimeout(nextGuide)
  nextGuide = setTimeout(loadGuide, again)
}

function onPicture(picture) {
  const [own] = picture.branch.languages
  change(flow.pictureCame, picture, picture.branch.languages.includes(asked) ? asked : own)
  if (picture.failed_papers) change(flow.papersFailed, picture.failed_papers)
}

function onEvent(event) {
  change(flow.eventCame)
  if (event.kind === "print_failed") change(flow.printFailed, event)
  if (event.kind === "setup_applied") loadGuide()
}

/** The first key, whichever it is, only begins to speak; while a visitor is asked to press any key, any will do. */
function onKey(event) {
  if (isService(event)) return
  if (state.warnedAt !== null) return only(event, flow.stayOn)
  if (state.ticket?.ending) return only(event, flow.keepTicket)
  const digit = /^[0-9۰-۹٠-٩]$/.test(event.key) && flow.pageOf(state) === "identity"
  if (digit) return act.typeDigit(event.key)
  if (!state.modes.spoken) return only(event, flow.keyCame)
  change(flow.keyCame)
  mean(event, meaning(event, made.words.direction))
}

/** A press is the browser's own, of the item that was just said; a key that is held down presses nothing more. */
function mean(event, meant) {
  if (!meant || (meant === "press" && state.cursor !== null && !event.repeat)) return
  event.preventDefault()
  if (event.repeat && meant === "press") return
  if (meant === "back") return act.goBack()
  if (meant === "louder" || meant === "quieter") return act.turnVolume(meant === "louder" ? 1 : -1)
  change(flow.moveCursor, moved(speechPage(sharedNow()).items, state.cursor, meant))
}

/** The key does this and nothing else, whatever the last finger had left the focus on. */
function only(event, step) {
  event.preventDefault()
  change(step)
}

function tick() {
  if (voice.isSpeaking()) change(flow.listening)
  change(flow.tick)
  commands.forgetWhenClosed()
}

/**
 * The flow's clock is the browser's own that only goes forward; the server's is for reading the time.
 * What cannot be drawn must not keep a touch from being sent.
 */
function change(step, ...given) {
  const now = performance.now()
  state = flow.turned(state, step(state, ...given, now), now)
  try {
    draw()
  } catch (error) {
    console.error(error)
  }
}

function draw() {
  const shared = sharedNow()
  setDocumentLanguage(shared.words)
  setLook()
  api.setLanguage(state.language)
  render(html`<${Kiosk} ...${shared} />`, root)
  speak(shared)
}

function sharedNow() {
  const { words, dates } = texts()
  const hall = state.picture && flow.hall(state)
  const now = performance.now()
  return {
    words, dates, state, hall, act, wordsOf, room: roomOn({ ...screenSize(), large: state.modes.large }), clock: api.serverNow(),
    settled: flow.isSettled(state, now), searchable: hall !== null && isSearchable(hall),
    ticketLeft: Math.max(0, (state.ticket?.until ?? 0) - now), undoLeft: Math.max(0, (state.ticket?.undoUntil ?? 0) - now),
    warningLeft: flow.warningLeft(state, now),
  }
}

function screenSize() {
  return { width: innerWidth, height: innerHeight, inches: page.inches }
}

/** Made anew only when the language or the hall changes, not four times a second. */
function texts() {
  const { time_zone: timeZone, languages = [page.language] } = state.picture?.branch ?? {}
  const known = languages.map((code) => page.languages.find((one) => one.code === code)).filter(Boolean)
  const key = [state.language, timeZone, languages].join()
  if (made.key === key) return made
  const speaking = (language) => makeWords({ ...page, languages: known, language })
  const words = speaking(state.language)
  made = { key, words, dates: makeDates({ words, timeZone }), speaking, others: {} }
  return made
}

function wordsOf(code) {
  made.others[code] ??= made.speaking(code)
  return made.others[code]
}

function setLook() {
  const { dataset, style } = document.documentElement
  const size = screenSize()
  dataset.text = state.modes.large ? "large" : "plain"
  dataset.contrast = state.modes.contrast ? "high" : "plain"
  style.setProperty("--mm", `${millimetre(size)}px`)
  style.setProperty("--px", `${unit(size)}px`)
}

/** The cursor is the browser's own focus, so that Enter is a press of that button. */
function speak(shared) {
  const moment = state.modes.spoken ? speechMoment(shared) : null
  if (moment === said) return
  said = moment
  if (moment === null) return voice.hush()
  document.querySelector(`[data-testid="${CSS.escape(state.cursor ?? "")}"]`)?.focus()
  voice.say(speechText(shared), speechLanguage(shared), state.modes.volume)
}

if (page.device?.kind !== "kiosk") render(html`<${Pairing} words=${makeWords(page)} api=${api} keypad />`, root)
else start()
markStarted()
