// Finding things of a BOARD (docs/api.md) by their ids and codes. No DOM here.

const ORDINARY = "standard"

export function serviceOf(board, id) {
  return board.services.find((service) => service.id === id) ?? null
}

export function counterOf(board, id) {
  return board.counters.find((counter) => counter.id === id) ?? null
}

/** Return the names of a class that goes before others, or null for the ordinary one. */
export function priorityOf(board, code) {
  if (code === ORDINARY) return null
  return board.priority_classes.find((known) => known.code === code)?.names ?? null
}

export function pauseReasonOf(board, code) {
  return board.pause_reasons.find((known) => known.code === code)?.names ?? null
}

/** Return the closure of a service for today, or of the hall (null), if there is one. */
export function closureOf(board, serviceId) {
  return board.closures.find((closure) => closure.service_id === serviceId && !closure.ended_at) ?? null
}

/** Whole seconds from an ISO time to now (ms); a clock behind the server's never shows less than 0. */
export function secondsBetween(from, now) {
  return Math.max(0, Math.floor((now - Date.parse(from)) / 1000))
}
