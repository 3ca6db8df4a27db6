// A slip of the hand, and until when it can be taken back. No DOM here.
import { canSlip } from "./acts.js"

const OPEN_MILLISECONDS = 2 * 60 * 1000

/** Return the slip that an act may have been: whom, by what, until when (ms); null when it cannot be one. */
export function slipOf(act, call, now) {
  if (!canSlip(act)) return null
  return { id: call.id, number: call.number, act, until: now + OPEN_MILLISECONDS }
}

/** Return the newest act that can be taken back now: the one just made, or one that the server still allows. */
export function openSlip(state, now) {
  if (state.slip && state.slip.until > now) return state.slip
  const row = state.desk?.finished.find((one) => one.reopen_until && Date.parse(one.reopen_until) > now)
  return row ? { id: row.id, number: row.number, act: "finish", until: Date.parse(row.reopen_until) } : null
}

/** A slip ends when its ticket is in somebody's hand again. */
export function slipAfter(slip, desk) {
  return slip && desk.ticket?.id !== slip.id ? slip : null
}
