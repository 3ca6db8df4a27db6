// The figures of one hall's day: asked for when they are opened, and again while somebody reads them.
import { refusalOf } from "../refusals.js"

const REFRESH_MILLISECONDS = 60_000
const NOTHING_YET = "not_found"

/** onSignedOut(error): the log-in has ended; timers: of the browser. */
export function makeDay({ hall, api, onChange, onSignedOut, timers = globalThis }) {
  let state = { report: null, readAt: null, empty: false, refusal: null }
  let stopped = false

  function show(next) {
    state = { ...state, ...next }
    if (!stopped) onChange()
  }

  async function load() {
    try {
      const report = await api.get(`/reports/day?branch_id=${hall.id}`)
      show({ report, readAt: api.serverNow().getTime(), empty: false, refusal: null })
    } catch (error) {
      fail(error)
    }
  }

  function fail(error) {
    if (error.code === "unauthorised" && !stopped) return onSignedOut(error)
    if (error.code === NOTHING_YET) return show({ empty: true, refusal: null })
    show({ refusal: refusalOf(error) })
  }

  const reading = timers.setInterval(load, REFRESH_MILLISECONDS)
  load()

  return {
    state: () => state,
    urgent: () => 0,
    stop() {
      stopped = true
      timers.clearInterval(reading)
    },
  }
}
