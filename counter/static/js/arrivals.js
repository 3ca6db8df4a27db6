// When an idle desk should be told that somebody waits. No DOM here.
import { readyIn } from "./waiting.js"

/** Return whether the first visitor has just come to an open desk that had nobody to call. */
export function hasArrival(before, after) {
  if (!isIdle(before) || !isIdle(after) || before.counter.id !== after.counter.id) return false
  return readyIn(before) === 0 && readyIn(after) > 0
}

function isIdle(desk) {
  return desk !== null && desk.counter?.state === "open" && desk.ticket === null
}
