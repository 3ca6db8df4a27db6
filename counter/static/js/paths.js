// Which address each act is sent to (docs/api.md), below /api/v1.

const TICKET_ACTS = {
  recall: "recalls",
  no_show: "no-shows",
  begin: "beginnings",
  finish: "finishes",
  return: "returns",
  hold: "holds",
  resume: "resumptions",
  transfer: "transfers",
  add_service: "services",
  note: "notes",
  rejoin: "rejoinings",
  cancel: "cancellations",
  reopen: "reopenings",
  reprint: "reprints",
  follow_up: "follow-ups",
}
const COUNTER_ACTS = { open: "openings", close: "closings", pause: "pauses", work: "resumptions" }
const OTHERS = { call: "/calls", walk_in: "/visits", help: "/help-calls" }

/** Return the address of an act; subject: id of the ticket, counter or call for help. */
export function pathOf(act, subject) {
  if (act in TICKET_ACTS) return `/tickets/${subject}/${TICKET_ACTS[act]}`
  if (act in COUNTER_ACTS) return `/counters/${subject}/${COUNTER_ACTS[act]}`
  return act === "help_end" ? `/help-calls/${subject}/endings` : OTHERS[act]
}
