// The counters of a hall as rows to draw. No DOM here.
import { pauseReasonOf, priorityOf, secondsBetween, serviceOf } from "./named.js"

/** Return a row for each counter, by number, so that no row ever moves. */
export function countersOf(board, now) {
  return [...board.counters].sort((a, b) => a.number - b.number).map((counter) => counterRow(counter, board, now))
}

function counterRow(counter, board, now) {
  const ticket = counter.ticket && inHand(counter.ticket, board, now)
  return {
    id: counter.id,
    number: counter.number,
    state: counter.state,
    clerk: counter.clerk,
    sinceSeconds: counter.since ? secondsBetween(counter.since, now) : null,
    pauseReason: counter.state === "paused" ? pauseReasonOf(board, counter.pause_reason) : null,
    ticket,
    idleSeconds: counter.idle_since ? secondsBetween(counter.idle_since, now) : null,
    couldServe: counter.could_serve,
    offers: offersOf(counter, board),
    expressMinutes: counter.express_minutes,
    stage: stageOf(counter, ticket),
    help: board.help.find((call) => call.counter_id === counter.id) ?? null,
  }
}

/** Return what a counter is at, in one word; the sign and the sentence of a row follow it. */
function stageOf({ state, idle_since: idle }, ticket) {
  if (state !== "open") return state
  if (ticket) return ticket.state
  return idle ? "idle" : "free"
}

function inHand(ticket, board, now) {
  const seconds = secondsBetween(ticket.since, now)
  const expected = ticket.state === "serving" && ticket.expected_minutes ? ticket.expected_minutes * 60 : null
  return {
    id: ticket.id,
    number: ticket.number,
    state: ticket.state,
    service: serviceOf(board, ticket.service_id),
    priority: priorityOf(board, ticket.priority_class),
    seconds,
    expectedSeconds: expected,
    share: expected ? Math.min(1, seconds / expected) : 0,
    over: expected !== null && seconds > expected,
  }
}

function offersOf(counter, board) {
  return counter.services
    .map(({ service_id, tier, after_minutes }) => ({
      service: serviceOf(board, service_id),
      tier,
      afterMinutes: after_minutes,
    }))
    .filter((offer) => offer.service)
    .sort((a, b) => a.tier - b.tier)
}
