// Which address each act is sent to (docs/api.md), below /api/v1.

const TICKET_ACTS = {
  recall: "recalls",
  no_show: "no-shows",
  begin: "beginnings",
  finish: "finishes",
}
const COUNTER_ACTS = { open: "openings", close: "closings" }

/** Return the address of an act; subject: id of the ticket or counter, or null for a call. */
export function pathOf(act, subject) {
  if (act === "call") return "/calls"
  if (act in TICKET_ACTS) return `/tickets/${subject}/${TICKET_ACTS[act]}`
  return `/counters/${subject}/${COUNTER_ACTS[act]}`
}
