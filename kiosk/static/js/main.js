import { html, render } from "htm/preact"
import { makeApi, newRequestId } from "#shared/api.js"
import { makeDates } from "#shared/dates.js"
import { watch } from "#shared/live.js"
import { markStarted, page, setDocumentLanguage } from "#shared/page.js"
import { pairAgain } from "#shared/paired.js"
import { Pairing } from "#shared/pairing.js"
import { makeWords } from "#shared/words.js"
import * as flow from "./flow.js"
import { Kiosk } from "./screen.js"

const TICK_MILLISECONDS = 250
const root = document.getElementById("screen")
const api = makeApi(page)
let state = flow.startFlow(page.language)
let watcher = null
let made = {}

const act = {
  chooseLanguage: (code) => change(flow.chooseLanguage, code),
  turnPage: (number) => change(flow.turnPage, number),
  closeTicket: () => change(flow.closeTicket),
  touch: () => change(flow.touched),
  touchService,
}

function start() {
  watcher = watch({
    branchId: page.device.branch_id,
    api,
    onPicture: (picture) => change(flow.pictureCame, picture),
    onEvent,
    onStale: (seconds) => change(flow.linkChanged, seconds !== null),
    onRefused: () => pairAgain(api, page.screen),
  })
  document.addEventListener("contextmenu", (event) => event.preventDefault())
  setInterval(() => change(flow.tick), TICK_MILLISECONDS)
  draw()
}

function onEvent(event) {
  change(flow.eventCame)
  if (event.kind === "print_failed") change(flow.printFailed, event)
}

async function touchService(serviceId) {
  const before = state.sending
  change(flow.touchService, { serviceId, requestId: newRequestId() })
  const { sending } = state
  if (!sending || sending === before) return
  try {
    change(flow.ticketCame, await takeTicket(sending))
  } catch (error) {
    if (!error.code) throw error
    change(flow.refused, error)
    watcher.refresh()
  }
}

function takeTicket({ serviceId, language, requestId }) {
  return api.post("/tickets", { request_id: requestId, service_id: serviceId, language })
}

/**
 * The flow's clock is the browser's own that only goes forward; the server's is for reading the time.
 * What cannot be drawn must not keep a touch from being sent.
 */
function change(step, ...given) {
  state = step(state, ...given, performance.now())
  try {
    draw()
  } catch (error) {
    console.error(error)
  }
}

function draw() {
  const { words, dates } = texts(state.language, state.picture?.branch.time_zone)
  setDocumentLanguage(words)
  api.setLanguage(state.language)
  const now = performance.now()
  const ticketLeft = Math.max(0, (state.ticket?.until ?? 0) - now)
  const shown = { ...state, ticketLeft, settled: flow.isSettled(state, now) }
  render(html`<${Kiosk} words=${words} dates=${dates} state=${shown} clock=${api.serverNow()} act=${act} />`, root)
}

/** Made anew only when the language changes, not four times a second. */
function texts(language, timeZone) {
  if (made.language === language && made.timeZone === timeZone) return made
  const words = makeWords({ ...page, language })
  made = { language, timeZone, words, dates: makeDates({ words, timeZone }) }
  return made
}

if (page.device?.kind !== "kiosk") render(html`<${Pairing} words=${makeWords(page)} api=${api} keypad />`, root)
else start()
markStarted()
