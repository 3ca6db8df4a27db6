/**
 * Loads the board again when that helps (docs/display.md, B10 and B11): after an upgrade, after errors of its drawing, after
 * long without the server's truth while the server answers, and when a supervisor asks.
 */
const QUIET_SECONDS = 20
const APART_SECONDS = 180
const FAILURES = 3
const LOST_SECONDS = 60
const ASKED_APART_SECONDS = 10
const KEPT_SECONDS = 3_600
const MOST_AN_HOUR = 8

/** What the watchdog has seen. Moments are milliseconds of one steady clock. */
export function startWatchdog(now) {
  return { failures: 0, aliveAt: now, asked: false }
}

export function sawDrawing(dog, drawn) {
  return { ...dog, failures: drawn ? 0 : dog.failures + 1 }
}

export function sawLink(dog, alive, now) {
  return alive ? { ...dog, aliveAt: now } : dog
}

export function wasAsked(dog) {
  return { ...dog, asked: true }
}

/**
 * Why the page should be loaded again: "asked", "broken", "lost", "upgraded", or null.
 *
 * seen: {now, page, server: versions of the files; speaking; secondsSinceCall: since the newest call; answers: whether /healthz does}.
 */
export function whyReload(dog, { now, page, server, speaking, secondsSinceCall, answers }) {
  const quiet = !speaking && secondsSinceCall >= QUIET_SECONDS
  if (dog.failures >= FAILURES) return "broken"
  if (answers && now - dog.aliveAt >= LOST_SECONDS * 1000) return "lost"
  if (dog.asked && !speaking) return "asked"
  return quiet && server !== null && server !== page ? "upgraded" : null
}

/** Whether it may be done now; past: when it was done before, by the wall clock, which outlives the page. */
export function mayReload(why, past, now) {
  const recent = past.filter((at) => at <= now && now - at < KEPT_SECONDS * 1000)
  const apart = (why === "asked" ? ASKED_APART_SECONDS : APART_SECONDS) * 1000
  return recent.length < MOST_AN_HOUR && recent.every((at) => now - at >= apart)
}

/** The times to remember after one more. */
export function withReload(past, now) {
  return [...past, now].filter((at) => at <= now && now - at < KEPT_SECONDS * 1000)
}

/** Whether the server answers at all, so that a page that is wrong is worth loading again. */
export function isLost(dog, now) {
  return now - dog.aliveAt >= LOST_SECONDS * 1000
}
