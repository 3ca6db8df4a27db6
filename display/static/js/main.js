import { html, render } from "htm/preact"
import { makeApi } from "#shared/api.js"
import { watch } from "#shared/live.js"
import { markStarted, page, setDocumentLanguage } from "#shared/page.js"
import { pairAgain } from "#shared/paired.js"
import { Pairing } from "#shared/pairing.js"
import { makeWords } from "#shared/words.js"
import { drawnSizes } from "./drawn.js"
import { loadFont } from "./fit.js"
import { startGuard } from "./guard.js"
import { makeHearing } from "./hearing.js"
import { keep, readKept } from "./kept.js"
import { Screen } from "./layouts/screen.js"
import { mediumOn } from "./media.js"
import { changesPlan, makePlan } from "./plan.js"
import { isLegible, sizesFor } from "./sizes.js"
import { makeTongues } from "./tongues.js"

const TICK_MILLISECONDS = 1000
const IDENTIFY_MILLISECONDS = 20_000
const KEEP_MILLISECONDS = 10_000
const TRY_AGAIN_MILLISECONDS = 600_000
const LONG_AGO_SECONDS = 86_400
const root = document.getElementById("screen")
const words = makeWords(page)
const api = makeApi(page)
const state = {
  picture: null, kept: null, stale: null, pushless: false, quietSeq: 0, speaking: null, identifyUntil: 0, playing: null, failed: [],
}
const plan = makePlan({
  api, device: page.device, onChange: onPlan, kept: { read: () => readKept("plan"), keep: (one) => keep("plan", one) },
})
let hearing = null
let guard = null

function start() {
  state.kept = readKept("picture")
  hearing = makeHearing({ api, look: () => plan.current().look, sound: hallSound, onChange: draw, onSpeaking })
  guard = startGuard({ api, page, seen, status })
  const onRefused = () => pairAgain(api, page.screen)
  watch({ branchId: page.branch_id, api, onPicture, onEvent, onStale, onPushless, onRefused })
  plan.load()
  loadFont(draw)
  setInterval(draw, TICK_MILLISECONDS)
  setInterval(keepPicture, KEEP_MILLISECONDS)
  setInterval(() => { state.failed = [] }, TRY_AGAIN_MILLISECONDS)
  addEventListener("resize", draw)
  draw()
}

function onPicture(picture) {
  const isFirst = !state.picture
  if (isFirst) state.quietSeq = picture.seq
  state.picture = picture
  draw()
  hearing.hear(picture)
  if (!isFirst) return
  hearing.load()
  keepPicture()
  guard.tell()
}

function onEvent(event) {
  const { device } = plan.current()
  if (changesPlan(event, device.id)) plan.load()
  if (event.display_id !== device.id) return
  if (event.kind === "display_reload_asked") guard.reload()
  if (event.kind === "display_identify_asked") identify()
}

function onPlan() {
  document.documentElement.dataset.planned = "yes"
  state.failed = []
  if (state.picture) hearing.load()
  draw()
}

function identify() {
  state.identifyUntil = performance.now() + IDENTIFY_MILLISECONDS
  guard.tell()
  draw()
}

function onStale(seconds) {
  state.stale = seconds
  draw()
}

function onPushless(pushless) {
  state.pushless = pushless
  draw()
}

function onSpeaking(item) {
  state.speaking = item
  draw()
}

const onMedium = {
  failed(id) {
    state.failed = [...state.failed, id]
    draw()
  },
  ended(id) {
    if (state.playing?.id === id) state.playing = { ...state.playing, ended: true }
    draw()
  },
}

function play(now) {
  const { look, media } = plan.current()
  if (look.layout !== "media" || !state.picture) return
  state.playing = mediumOn(state.playing, media, now, { timeZone: state.picture.branch.time_zone, failed: state.failed })
}

/** A hall that was never set up for sound speaks its first language. */
function hallSound() {
  const { sound } = plan.current()
  return sound.languages.length ? sound : { ...sound, languages: codes().slice(0, 1) }
}

/** A language in the address is for trying out; without a plan the hall's first one stands. */
function codes() {
  const asked = new URLSearchParams(location.search).get("language")
  const wanted = asked ? [page.language] : plan.current().look.languages
  return wanted.length ? wanted : (state.picture ?? state.kept?.picture)?.branch.languages.slice(0, 1) ?? [page.language]
}

function shown() {
  const now = api.serverNow().getTime()
  play(now)
  const { look, media, counter_number: counterNumber, device } = plan.current()
  const branch = (state.picture ?? state.kept?.picture)?.branch
  return {
    ...state, look, media, counterNumber, device,
    tongues: makeTongues(page, codes(), branch?.time_zone),
    sizes: sizesFor({ width: innerWidth, height: innerHeight, inches: look.inches, metres: look.viewing_metres }),
    now,
    identify: performance.now() < state.identifyUntil ? { ...status(), version: page.version } : null,
    soundOff: hearing.isOff(),
    onWake: hearing.wake,
    onMedium,
  }
}

function draw() {
  try {
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

function seen() {
  const [call] = state.picture?.calls ?? []
  const secondsSinceCall = call ? (api.serverNow() - Date.parse(call.called_at)) / 1000 : LONG_AGO_SECONDS
  return { speaking: state.speaking !== null, secondsSinceCall, fresh: state.picture !== null && state.stale === null }
}

function status() {
  const { look } = plan.current()
  const sizes = sizesFor({ width: innerWidth, height: innerHeight, inches: look.inches, metres: look.viewing_metres })
  return {
    lag_seconds: state.picture && (state.stale ?? 0), seq: state.picture && state.picture.seq,
    audio: hearing.audio(), width: innerWidth, height: innerHeight,
    legible: isLegible(sizes, drawnSizes(root)),
  }
}

function keepPicture() {
  if (state.picture && state.stale === null) keep("picture", { picture: state.picture, at: api.serverNow().toISOString() })
}

if (page.branch_id === null) render(html`<${Pairing} words=${words} api=${api} />`, root)
else start()
markStarted()
