/**
 * Which calls are new to the eye: each flashes once, for a few seconds from when it is first shown. Pure.
 *
 * Eyes are plain data: `lastSeq`, the newest seq that was seen; `since`, {seq: moment} of the calls that flash.
 */
import { STALE_SECONDS } from "./announcer.js"

const FLASHING_MILLISECONDS = 4_000
// As long as the pulse in calls.css.
const STEP_MILLISECONDS = 700

/** announced: the newest seq that the announcer knows of from before the page was loaded, null where there is none. */
export function startEyes(announced, picture) {
  return { lastSeq: Math.min(announced ?? picture.seq, picture.seq), since: {} }
}

/** After the calls of a picture; one that is too old to be said does not flash either. */
export function seeCalls({ lastSeq, since }, { seq, calls }, now) {
  const isNew = (call) => call.seq > lastSeq && call.state === "called" && now - Date.parse(call.called_at) <= STALE_SECONDS * 1000
  const flashing = Object.entries(since).filter(([, moment]) => isYoung(moment, now))
  const begun = calls.filter(isNew).map((call) => [call.seq, now])
  return { lastSeq: seq, since: Object.fromEntries([...flashing, ...begun]) }
}

export function isFresh({ since }, call, now) {
  return call.seq in since && isYoung(since[call.seq], now)
}

function isYoung(moment, now) {
  return now - moment < FLASHING_MILLISECONDS
}

/** All that flashes goes in one step, so that a board of two fresh calls flashes as seldom as a board of one. */
export function keepStep(element) {
  const pulses = element.getAnimations({ subtree: true }).filter(({ animationName }) => animationName === "pulse")
  for (const pulse of pulses) pulse.startTime = nextStep(document.timeline.currentTime)
}

export function nextStep(moment) {
  return Math.ceil(moment / STEP_MILLISECONDS) * STEP_MILLISECONDS
}
