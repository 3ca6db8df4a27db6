// Everything a clerk can do: in which moment, with which key, and what is asked before. No DOM here.

const AT_COUNTER = ["idle", "paused", "called", "serving"]
const IN_HAND = ["called", "serving"]

/** key: as it is written on the button; moments: when it is possible. */
const ACTS = {
  open: { moments: ["choose"] },
  call: { key: "Space", moments: ["idle"] },
  begin: { key: "Enter", moments: ["called"] },
  finish: { key: "F", moments: ["serving"] },
  work: { key: "P", moments: ["paused"] },
  recall: { key: "R", moments: ["called"] },
  no_show: { key: "N", moments: ["called"] },
  return: { key: "B", moments: ["called"] },
  hold: { key: "H", moments: ["serving"] },
  add_service: { key: "S", moments: ["serving"] },
  follow_up: { key: "V", moments: ["serving"] },
  transfer: { key: "T", moments: IN_HAND },
  note: { key: "M", moments: IN_HAND },
  cancel: { key: "X", moments: IN_HAND },
  reprint: { key: "E", moments: AT_COUNTER },
  find: { key: "C", moments: AT_COUNTER },
  walk_in: { key: "W", moments: ["idle"] },
  reopen: { key: "Z", moments: ["idle"] },
  pause: { key: "P", moments: ["idle"] },
  help: { key: "K", moments: AT_COUNTER },
  help_end: { key: "K", moments: AT_COUNTER },
  close: { key: "Q", moments: ["idle", "paused"] },
  resume: { moments: ["idle"] },
  rejoin: { moments: AT_COUNTER },
}
const PRIMARY_OF = { idle: "call", paused: "work", called: "begin", serving: "finish" }
/** Whom these end is gone from the counter, so that the next can be called at once. */
const FREES = ["finish", "no_show", "hold", "transfer", "cancel"]
const SLIPS = ["finish", "no_show", "cancel", "return", "transfer"]

/** Return where a desk stands: choose, idle, paused, called or serving. */
export function momentOf({ counter, ticket }) {
  if (!counter) return "choose"
  if (ticket) return ticket.state
  return counter.state === "paused" ? "paused" : "idle"
}

export function keyOf(act) {
  return ACTS[act].key ?? null
}

export function momentsOf(act) {
  return ACTS[act].moments
}

export function primaryOf(moment) {
  return PRIMARY_OF[moment] ?? null
}

/** Does this act leave the counter free, so that "call next at once" may follow it? */
export function freesCounter(act) {
  return FREES.includes(act)
}

/** Can this act be taken back for a while? */
export function canSlip(act) {
  return SLIPS.includes(act)
}

/** Return the act of a key ("F") in a moment, or one that this moment does not allow, to say so. */
export function actOfLetter(letter, moment, helpCalled) {
  const named = Object.keys(ACTS).filter((act) => ACTS[act].key === letter)
  const fitting = named.filter((act) => act !== (helpCalled ? "help" : "help_end"))
  return fitting.find((act) => ACTS[act].moments.includes(moment)) ?? fitting[0] ?? null
}
