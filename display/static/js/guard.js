/** Keeps a board running for months: loads it again when the watchdog says so, holds the screen awake, tells how it is. */
import { isLost, mayReload, sawDrawing, sawLink, startWatchdog, wasAsked, whyReload, withReload } from "./watchdog.js"

const LOOK_MILLISECONDS = 5_000
const STATUS_MILLISECONDS = 30_000
const PATIENCE_MILLISECONDS = 4_000
const RELOADS = "nobat.reloads"

/**
 * seen(): {speaking, secondsSinceCall, fresh}. status(): what is told of this board each 30 s.
 * The answer's drawn(succeeded) is told after each drawing, reload() when a supervisor asks for it.
 */
export function startGuard({ api, page, seen, status, reload = () => location.reload() }) {
  const started = performance.now()
  let dog = startWatchdog(started)

  async function look() {
    const { fresh, ...now } = seen()
    const moment = performance.now()
    dog = sawLink(dog, fresh, moment)
    const answers = isLost(dog, moment) && (await isAnswering())
    const why = whyReload(dog, { ...now, now: moment, page: page.version, server: api.assetsVersion(), answers })
    if (why) tryReload(why, reload)
  }

  function tell() {
    const uptime = Math.round((performance.now() - started) / 1000)
    const told = { version: page.version, uptime_seconds: uptime, ...status() }
    api.postOnce("/displays/me/statuses", told).catch((error) => console.warn("status:", error.code))
  }

  setInterval(look, LOOK_MILLISECONDS)
  setInterval(tell, STATUS_MILLISECONDS)
  stayAwake()
  return {
    tell,
    drawn: (succeeded) => { dog = sawDrawing(dog, succeeded) },
    reload: () => {
      dog = wasAsked(dog)
      look()
    },
  }
}

function tryReload(why, reload) {
  const past = readReloads()
  if (!mayReload(why, past, Date.now())) return
  console.warn(`loaded again: ${why}`)
  try {
    sessionStorage.setItem(RELOADS, JSON.stringify(withReload(past, Date.now())))
  } catch (error) {
    return console.error(error)
  }
  reload()
}

function readReloads() {
  try {
    return JSON.parse(sessionStorage.getItem(RELOADS)) ?? []
  } catch {
    return []
  }
}

async function isAnswering() {
  const asked = { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS), cache: "no-store" }
  return fetch("/healthz", asked).then((answer) => answer.ok, () => false)
}

/** The lock is lost whenever the page is hidden. Browsers give it to https and localhost only; see docs/display.md. */
function stayAwake() {
  const lock = () => !document.hidden && navigator.wakeLock?.request("screen").catch(() => {})
  document.addEventListener("visibilitychange", lock)
  lock()
}
