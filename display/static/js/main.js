import { html, render } from "htm/preact"
import { makeApi } from "#shared/api.js"
import { watch } from "#shared/live.js"
import { markStarted, page, setDocumentLanguage } from "#shared/page.js"
import { pairAgain } from "#shared/paired.js"
import { Pairing } from "#shared/pairing.js"
import { makeWords } from "#shared/words.js"
import { drawnSizes } from "./drawn.js"
import { seeCalls, startEyes } from "./eyes.js"
import { loadFont } from "./fit.js"
import { startGuard } from "./guard.js"
import { makeHearing } from "./hearing.js"
import { makeKept } from "./kept.js"
import { Screen } from "./layouts/screen.js"
import { makePlan } from "./plan.js"
import {
  branchOf, languagesOf, played, seenOf, sizesOf, soundOf, startState, statusOf, volumeOf, withFailed, withMedium,
} from "./state.js"
import { makeTongues } from "./tongues.js"
import { hearWishes, startWishes } from "./wishes.js"

const TICK_MILLISECONDS = 1000
const IDENTIFY_MILLISECONDS = 20_000
const KEEP_MILLISECONDS = 10_000
const TRY_AGAIN_MILLISECONDS = 600_000
const root = document.getElementById("screen")
const words = makeWords(page)
const api = makeApi(page)
const kept = makeKept(page.device)
const plan = makePlan({ api, device: page.device, onChange: onPlan, kept: kept.part("plan") })
let state = startState(kept.part("picture").read())
let obeyed = startWishes(kept.part("wishes").read())
let hearing = null
let guard = null
let link = null

function start() {
  hearing = makeHearing({ api, look, sound: hallSound, kept: kept.part("announcer"), onChange: draw, onSpeaking: know("speaking") })
  guard = startGuard({ api, page, seen: () => seenOf(state, api.serverNow()), status })
  const told = { onPicture, onStale: know("stale"), onPushless: know("pushless"), onRefused: () => pairAgain(api, page.screen) }
  link = watch({ branchId: page.branch_id, api, ...told })
  plan.load()
  loadFont(draw)
  setInterval(draw, TICK_MILLISECONDS)
  setInterval(keepPicture, KEEP_MILLISECONDS)
  setInterval(() => { state = { ...state, failed: [] } }, TRY_AGAIN_MILLISECONDS)
  addEventListener("resize", draw)
  draw()
}

function onPicture(picture) {
  const isFirst = !state.picture
  // First of all, so that one that makes no sense is drawn, and fails: the watchdog counts that.
  state = { ...state, picture }
  const eyes = isFirst ? startEyes(hearing.lastSeq(), picture) : state.eyes
  change({ eyes: seeCalls(eyes, picture, now()) })
  plan.see(picture)
  hearing.hear(picture)
  if (!isFirst) return
  hearing.load()
  keepPicture()
  guard.tell()
}

function onPlan() {
  document.documentElement.dataset.planned = "yes"
  if (state.picture) hearing.load()
  change({ failed: [] })
  obey()
}

function obey() {
  const wished = hearWishes(obeyed, plan.current())
  obeyed = wished.obeyed
  kept.part("wishes").keep(obeyed)
  if (wished.identify) identify()
  if (wished.reload) guard.reload()
}

function identify() {
  change({ identifyUntil: performance.now() + IDENTIFY_MILLISECONDS })
  guard.tell()
}

function change(more) {
  state = { ...state, ...more }
  draw()
}

function know(what) {
  return (value) => change({ [what]: value })
}

const onMedium = {
  failed: (id) => change(withFailed(state, id)),
  ended: (id) => change(withMedium(state, id, { ended: true })),
  measured: (id, length) => change(withMedium(state, id, { length })),
}

function look() {
  return plan.current().look
}

function hallSound() {
  return soundOf(state, plan.current().sound, page.language)
}

function now() {
  return api.serverNow().getTime()
}

function screen() {
  return { width: innerWidth, height: innerHeight }
}

function codes() {
  return languagesOf(state, look(), { asked: new URLSearchParams(location.search).has("language"), first: page.language })
}

function shown() {
  const { media, counter_number: counterNumber, device } = plan.current()
  return {
    ...state, look: look(), media, counterNumber, device, onMedium,
    tongues: makeTongues(page, codes(), branchOf(state)?.time_zone),
    sizes: sizesOf(look(), screen()),
    now: now(),
    volume: volumeOf(state, hallSound(), now()),
    identify: performance.now() < state.identifyUntil ? { ...status(), version: page.version } : null,
    soundOff: hearing.isOff(),
    onWake: hearing.wake,
  }
}

function draw() {
  try {
    state = played(state, plan.current(), now())
    const board = shown()
    speak(board.tongues[0].words)
    render(html`<${Screen} board=${board} />`, root)
    guard.drawn(true)
  } catch (error) {
    console.error(error)
    guard.drawn(false)
  }
}

/** Only when it is another one: it makes the whole page be looked at anew. */
function speak({ language, direction }) {
  if (document.documentElement.lang !== language) setDocumentLanguage({ language, direction })
}

function status() {
  return statusOf(state, { look: look(), screen: screen(), audio: hearing.audio(), age: link?.age() ?? null, drawn: drawnSizes(root) })
}

function keepPicture() {
  if (state.picture && state.stale === null) kept.part("picture").keep({ picture: state.picture, at: api.serverNow().toISOString() })
}

if (page.branch_id === null) render(html`<${Pairing} words=${words} api=${api} />`, root)
else start()
markStarted()
