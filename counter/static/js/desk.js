// What the clerk's screen knows. Plain data in, plain data out; no DOM here.

const ACTS_OF = {
  choose: ["open"],
  idle: ["call", "close"],
  called: ["begin", "recall", "no_show"],
  serving: ["finish"],
}
const PRIMARY_OF = { idle: "call", called: "begin", serving: "finish" }
const IN_HAND = ["called", "serving"]
const UNKNOWN_FROM_STATUS = 500

export function start(page) {
  return {
    user: page.user,
    desk: null,
    barred: false,
    hall: null,
    act: null,
    attempt: null,
    notice: null,
    last: null,
    leaving: false,
    staleSeconds: null,
  }
}

/** Return where the clerk stands: login, barred, loading, choose, idle, called or serving. */
export function moment(state) {
  if (!state.user) return "login"
  if (state.barred) return "barred"
  if (!state.desk) return "loading"
  if (!state.desk.counter) return "choose"
  return state.desk.ticket ? state.desk.ticket.state : "idle"
}

export function primaryAct(state) {
  return PRIMARY_OF[moment(state)] ?? null
}

export function possible(state, act) {
  return !state.act && (ACTS_OF[moment(state)] ?? []).includes(act)
}

/** Return the words that say what comes first, or null when the act needs no answer. */
export function whatFirst(state, act) {
  const now = moment(state)
  if (state.act || possible(state, act) || !PRIMARY_OF[now]) return null
  return { kind: "first", key: `counter.first.${now}`, params: numberOf(state.desk.ticket) }
}

/** The same act on the same visitor keeps its request_id until the server has answered it. */
export function attemptFor(state, act, subject, makeId) {
  const before = state.attempt
  if (before && before.act === act && before.subject === subject) return before
  return { act, subject, requestId: makeId() }
}

export function sent(state, attempt) {
  return { ...state, act: attempt.act, attempt, notice: null, leaving: false }
}

/** The server's answer about a ticket: what is in hand now. */
export function answered(state, call) {
  const inHand = IN_HAND.includes(call.state)
  return {
    ...settled(state),
    desk: { ...state.desk, ticket: inHand ? call : null },
    last: inHand ? null : call,
    notice: state.act === "recall"
      ? { kind: "said", key: "counter.said.recalled", params: numberOf(call) }
      : null,
  }
}

/** The server's answer about a counter: opened by this clerk, or closed. */
export function seated(state, answer) {
  const counter = state.desk.counters.find((one) => one.id === answer.counter_id) ?? null
  const desk = answer.state === "open" ? deskAt(counter, state.desk) : { ...state.desk, counter: null }
  return { ...settled(state), desk, last: null }
}

// Until the next desk comes, show no line that this counter does not serve.
function deskAt(counter, desk) {
  const lines = desk.lines.filter((line) => counter?.service_ids.includes(line.service_id))
  return { ...desk, counter, lines }
}

export function settled(state) {
  return { ...state, act: null, attempt: null }
}

export function refused(state, error) {
  if (error.code === "unauthorised" && state.user) return signedOut(state, refusal(error))
  const answerKnown = error.code !== "no_connection" && error.status < UNKNOWN_FROM_STATUS
  return {
    ...state,
    act: null,
    attempt: answerKnown ? null : state.attempt,
    notice: refusal(error),
  }
}

function refusal(error) {
  const details = error.details ?? {}
  const ticket = details.ticket?.number ?? details.ticket ?? ""
  const params = { ...details, number: ticket, clerk: details.clerk?.name ?? details.clerk ?? "" }
  return { kind: "refused", code: error.code, message: error.message, params }
}

export function signedIn(state, user) {
  return { ...start({ user }), staleSeconds: state.staleSeconds }
}

export function signedOut(state, notice = null) {
  return { ...start({ user: null }), staleSeconds: state.staleSeconds, notice }
}

export function barred(state) {
  return { ...settled(state), desk: null, barred: true }
}

/** A fresh desk; it also ends what it has made untrue. */
export function received(state, desk) {
  const moved = isMoved(state.desk, desk)
  return {
    ...state,
    desk,
    user: desk.user ?? state.user,
    barred: false,
    last: desk.ticket || desk.counter?.id !== state.desk?.counter?.id ? null : state.last,
    attempt: moved ? null : state.attempt,
    notice: isUntrue(state.notice, desk, moved) ? null : state.notice,
    leaving: moved ? false : state.leaving,
  }
}

// What the server refused stays readable until the next act; the rest goes when the desk has moved on.
function isUntrue(notice, desk, moved) {
  if (notice?.code === "queue_empty") return desk.ticket !== null || waitingIn(desk) > 0
  return moved && (notice?.kind !== "refused" || notice.code === "no_connection")
}

function isMoved(before, after) {
  return before !== null && standing(before) !== standing(after)
}

function standing({ counter, ticket }) {
  return [counter?.id, ticket?.id, ticket?.state].join()
}

export function waitingIn(desk) {
  return desk.lines.reduce((sum, line) => sum + line.waiting, 0)
}

/** Leaving with a visitor in front asks once more; anything else goes at once. */
export function mayLeave(state) {
  return state.leaving || !state.desk?.ticket
}

export function askedToLeave(state) {
  const params = numberOf(state.desk.ticket)
  return { ...state, leaving: true, notice: { kind: "first", key: "counter.first.leave", params } }
}

function numberOf(ticket) {
  return ticket ? { number: ticket.number } : {}
}
