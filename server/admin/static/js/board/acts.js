// The acts of the board: where each is sent (docs/api.md), and which are possible. No DOM here.

const PATHS = {
  open: (id) => `/counters/${id}/openings`,
  close: (id) => `/counters/${id}/closings`,
  pause: (id) => `/counters/${id}/pauses`,
  resume: (id) => `/counters/${id}/resumptions`,
  assign: (id) => `/counters/${id}/assignments`,
  move: (id) => `/tickets/${id}/transfers`,
  cancel: (id) => `/tickets/${id}/cancellations`,
  end: (id) => `/tickets/${id}/endings`,
  rejoin: (id) => `/tickets/${id}/rejoinings`,
  answer: (id) => `/help-calls/${id}/answers`,
  done: (id) => `/help-calls/${id}/endings`,
  close_hall: (id) => `/branches/${id}/closures`,
  close_service: (_, { hallId }) => `/branches/${hallId}/closures`,
  reopen: (id) => `/closures/${id}/endings`,
  reprint: (id) => `/tickets/${id}/reprints`,
  test_page: (id) => `/printers/${id}/test-pages`,
}
const COUNTER_ACTS = {
  closed: ["open", "assign"],
  open: ["pause", "close", "assign"],
  paused: ["resume", "close", "assign"],
}
const TICKET_ACTS = {
  waiting: ["move", "reprint", "cancel"],
  held: ["move", "reprint", "cancel"],
  called: ["move", "reprint", "cancel", "end"],
  serving: ["move", "reprint", "cancel", "end"],
  missed: ["rejoin", "reprint"],
}

/** subject: {id, hallId}; cityWide: somebody of no hall, who has to name it where the address does not. */
export function pathOf(act, subject, cityWide = false) {
  const path = PATHS[act](subject.id, subject)
  return cityWide && !path.startsWith("/branches/") ? `${path}?branch_id=${subject.hallId}` : path
}

export function actsOfCounter(counter) {
  return COUNTER_ACTS[counter.state]
}

export function actsOfTicket(state) {
  return TICKET_ACTS[state] ?? []
}

/** The name of one act on one thing: what it waits for and what was refused is kept under it. */
export function keyOf(act, subject) {
  return `${act}:${subject.id}`
}

/** The same command keeps its request_id until the server has answered it. */
export function attemptFor(attempts, key, body, makeId) {
  const before = attempts[key]
  const same = before?.requestId && JSON.stringify(before.body) === JSON.stringify(body)
  return { body, requestId: same ? before.requestId : makeId(), busy: true, refusal: null }
}
