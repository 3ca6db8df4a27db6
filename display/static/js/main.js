import { html, render } from "htm/preact"
import { makeApi } from "#shared/api.js"
import { makeDates } from "#shared/dates.js"
import { watch } from "#shared/live.js"
import { markStarted, page } from "#shared/page.js"
import { pairAgain } from "#shared/paired.js"
import { Pairing } from "#shared/pairing.js"
import { makeWords } from "#shared/words.js"
import { hearPicture, isTimely, startAnnouncer } from "./announcer.js"
import { Board, Waiting } from "./screen.js"
import { makeSound } from "./sound.js"

const TICK_MILLISECONDS = 1000
const root = document.getElementById("screen")
const words = makeWords(page)
const api = makeApi(page)
const state = { picture: null, stale: null, quietSeq: 0 }
let announcer = startAnnouncer()
let sound = null

function start() {
  sound = makeSound({ isTimely: (call) => isTimely(call, api.serverNow()), onChange: draw })
  for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, sound.wake)
  watch({ branchId: page.branch_id, api, onPicture, onStale, onRefused: () => pairAgain(api, page.screen) })
  setInterval(draw, TICK_MILLISECONDS)
  draw()
}

function onPicture(picture) {
  if (!state.picture) state.quietSeq = picture.seq
  state.picture = picture
  const heard = hearPicture(announcer, picture, api.serverNow())
  announcer = heard.announcer
  heard.due.forEach(sound.say)
  draw()
}

function onStale(seconds) {
  state.stale = seconds
  draw()
}

function draw() {
  const now = api.serverNow()
  const timeZone = state.picture?.branch.time_zone
  const dates = makeDates({ words, timeZone })
  if (!state.picture) return render(html`<${Waiting} words=${words} clock=${dates.clock(now)} />`, root)
  const shown = { ...state, now, soundOff: sound.isOff(), onWake: sound.wake }
  return render(html`<${Board} words=${words} dates=${dates} state=${shown} />`, root)
}

if (page.branch_id === null) render(html`<${Pairing} words=${words} api=${api} />`, root)
else start()
markStarted()
