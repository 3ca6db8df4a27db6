// After a lost answer: did the act take place? A fresh desk tells. No DOM here.

const inList = (list, id) => list.some((row) => row.id === id)

function isElsewhere(desk, id) {
  return desk.ticket?.id !== id && ![desk.finished, desk.missed, desk.held].some((list) => inList(list, id))
}

const LANDED = {
  open: (desk, id) => desk.counter?.id === id,
  close: (desk) => desk.counter === null,
  pause: (desk) => desk.counter?.state === "paused",
  work: (desk) => desk.counter?.state === "open",
  call: (desk, id) => desk.ticket !== null && (id === null || desk.ticket.id === id),
  walk_in: (desk) => desk.ticket !== null,
  begin: (desk, id) => desk.ticket?.id === id && desk.ticket.state === "serving",
  resume: (desk, id) => desk.ticket?.id === id,
  reopen: (desk, id) => desk.ticket?.id === id,
  finish: (desk, id) => inList(desk.finished, id),
  cancel: (desk, id) => inList(desk.finished, id),
  no_show: (desk, id) => inList(desk.missed, id),
  hold: (desk, id) => inList(desk.held, id),
  transfer: isElsewhere,
  return: isElsewhere,
  help: (desk) => desk.help !== null,
  help_end: (desk) => desk.help === null,
}

/** Return whether a fresh desk shows that the act was recorded; null when no desk can tell. */
export function hasLanded({ act, subject }, desk) {
  return LANDED[act]?.(desk, subject) ?? null
}
