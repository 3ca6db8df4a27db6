// Who waits for this counter; no DOM here.

/** Return how many wait in the lines of this counter and for it alone, without those meant for another one. */
export function waitingIn(desk) {
  const inLines = desk.lines.reduce((sum, line) => sum + line.waiting - elsewhere(line, desk).length, 0)
  return inLines + outsideLines(desk).length
}

/** Return how many of them can be called now: not those who rest because they were just missed. */
export function readyIn(desk) {
  const known = [...desk.lines.flatMap((line) => line.tickets), ...outsideLines(desk)]
  const resting = known.filter((ticket) => ticket.resting_until && !isElsewhere(ticket, desk))
  return waitingIn(desk) - resting.length
}

function elsewhere(line, desk) {
  return line.tickets.filter((ticket) => isElsewhere(ticket, desk))
}

function isElsewhere(ticket, desk) {
  return ticket.for_counter_id !== null && ticket.for_counter_id !== desk.counter?.id
}

/** Sent to this counter though it does not give their service. */
function outsideLines(desk) {
  const served = desk.lines.map((line) => line.service_id)
  return desk.directed.filter((ticket) => !served.includes(ticket.service_id))
}
