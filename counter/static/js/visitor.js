// The visitor in front of the clerk: the running timer and the reason of the call; no DOM here.
import { secondsBetween } from "./lines.js"

const ORDINARY_RATE = 1
const NAMED_AT_MOST = 2

/** Return the running time of this moment; only a service that has begun has a length to expect. */
export function timerOf(ticket, service, now) {
  const serving = ticket.state === "serving"
  const seconds = secondsBetween((serving ? ticket.begun_at : ticket.called_at) ?? ticket.called_at, now)
  const expected = serving && service?.expected_minutes ? service.expected_minutes * 60 : null
  return {
    seconds,
    expectedSeconds: expected,
    share: expected ? Math.min(1, seconds / expected) : 0,
    over: expected !== null && seconds > expected,
  }
}

/**
 * Return the sentence that says why this visitor was called: key and parameters for t().
 * An ordinary turn names who comes next, a priority those who came earlier and were passed over.
 */
export function reasonOf(call) {
  const { reason } = call
  if (reason?.rule !== "highest_score") return { key: "counter.reason.rule", waitSeconds: null, over: [] }
  const kind = reason.rate === ORDINARY_RATE ? "turn" : "priority"
  const others = kind === "turn" ? reason.runners_up : reason.passed_over
  const over = others.slice(0, NAMED_AT_MOST).map((other) => other.number)
  return {
    key: `counter.reason.${kind}${over.length ? ".before" : ""}`,
    waitSeconds: reason.wait_seconds,
    rate: reason.rate,
    over,
  }
}
