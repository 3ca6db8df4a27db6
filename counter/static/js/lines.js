// The waiting lines as the clerk sees them; no DOM here.

const ORDINARY = "standard"
const TICKETS_IN_SIGHT = 6

/** Return the rows to draw, in the fixed order of the services, so that no row ever moves. */
export function rowsOf(desk, now) {
  const place = new Map(desk.services.map((service, index) => [service.id, index]))
  return desk.lines
    .filter((line) => place.has(line.service_id))
    .sort((a, b) => place.get(a.service_id) - place.get(b.service_id))
    .map((line) => rowOf(line, desk, now))
}

function rowOf(line, desk, now) {
  const longest = line.oldest_at ? secondsBetween(line.oldest_at, now) : null
  const target = line.target_minutes * 60
  return {
    service: serviceOf(desk, line.service_id),
    waiting: line.waiting,
    longestSeconds: longest,
    targetSeconds: target,
    share: Math.min(1, (longest ?? 0) / target),
    late: longest !== null && longest > target,
    tickets: line.tickets.slice(0, TICKETS_IN_SIGHT).map((ticket) => ({
      id: ticket.id,
      number: ticket.number,
      priority: priorityOf(desk, ticket.priority_class),
    })),
  }
}

export function serviceOf(desk, id) {
  return desk.services.find((service) => service.id === id) ?? null
}

/** Return the names of a class that goes before others, or null for the ordinary one. */
export function priorityOf(desk, code) {
  return code === ORDINARY ? null : classOf(desk, code)?.names ?? null
}

export function classOf(desk, code) {
  return desk.priority_classes.find((known) => known.code === code) ?? null
}

/** Whole seconds from an ISO time to now (ms); a clock behind the server's never shows less than 0. */
export function secondsBetween(from, now) {
  return Math.max(0, Math.floor((now - Date.parse(from)) / 1000))
}
