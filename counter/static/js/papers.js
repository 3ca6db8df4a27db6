// Which documents of a visit the clerk has seen: a note to oneself, kept in this window. No DOM here.

const VISITS_KEPT = 30

const keyOf = (ticket) => `${ticket.id}:${ticket.service_id}`

/** Return the places in the checklist that are ticked. */
export function ticksOf(papers, ticket) {
  return papers.find((one) => one.visit === keyOf(ticket))?.ticks ?? []
}

export function ticked(papers, ticket, place) {
  const before = ticksOf(papers, ticket)
  const ticks = before.includes(place) ? before.filter((one) => one !== place) : [...before, place]
  const others = papers.filter((one) => one.visit !== keyOf(ticket))
  return [{ visit: keyOf(ticket), ticks }, ...others].slice(0, VISITS_KEPT)
}
