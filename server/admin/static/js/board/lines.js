// The lines of a hall as rows to draw. No DOM here.
import { closureOf, counterOf, priorityOf, secondsBetween, serviceOf } from "./named.js"

// The bar ends half as far again behind the target, so that it shows how late, not only that.
export const BAR_TARGETS = 1.5

/** Return a row for each line, in the order of the services, so that no row ever moves. */
export function linesOf(board, now) {
  return board.services.flatMap((service) => {
    const line = board.lines.find((one) => one.service_id === service.id)
    return line ? [lineRow(line, service, board, now)] : []
  })
}

function lineRow(line, service, board, now) {
  const target = line.target_minutes * 60
  const longest = line.oldest_at ? secondsBetween(line.oldest_at, now) : null
  return {
    service,
    waiting: line.waiting,
    longestSeconds: longest,
    targetSeconds: target,
    share: Math.min(1, (longest ?? 0) / (target * BAR_TARGETS)),
    late: longest !== null && longest > target,
    lateCount: Math.max(line.late, line.tickets.filter((one) => secondsBetween(one.issued_at, now) > target).length),
    openCounters: line.open_counters,
    isStranded: board.stranded.some((one) => one.service_id === service.id),
    issuing: line.issuing,
    closure: closureOf(board, service.id),
  }
}

/** Return those who wait in a line, in its order. */
export function peopleOf(board, serviceId, now) {
  const line = board.lines.find((one) => one.service_id === serviceId)
  return (line?.tickets ?? []).map((ticket) => ({
    id: ticket.id,
    number: ticket.number,
    serviceId,
    priority: priorityOf(board, ticket.priority_class),
    waitedSeconds: secondsBetween(ticket.issued_at, now),
    isLate: secondsBetween(ticket.issued_at, now) > line.target_minutes * 60,
    isFirst: ticket.place === "first",
    forCounter: counterOf(board, ticket.for_counter_id)?.number ?? null,
    restingUntil: isAhead(ticket.resting_until, now) ? ticket.resting_until : null,
  }))
}

/** Return those who are parked, the longest first, and those who did not come, the latest first. */
export function parkedOf(board, now) {
  const held = board.held.map((one) => asideRow(one, one.held_at, board, now))
  const missed = board.missed.map((one) => asideRow(one, one.missed_at, board, now))
  return { held: held.sort((a, b) => b.seconds - a.seconds), missed: missed.sort((a, b) => a.seconds - b.seconds) }
}

function asideRow(one, since, board, now) {
  return {
    ...one,
    service: serviceOf(board, one.service_id),
    priority: priorityOf(board, one.priority_class),
    seconds: secondsBetween(since, now),
    mayReturn: isAhead(one.until, now),
  }
}

function isAhead(moment, now) {
  return Boolean(moment) && Date.parse(moment) > now
}
