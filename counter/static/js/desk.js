// What the clerk's screen knows. Plain data in, plain data out; no DOM here.
import { momentOf, momentsOf, primaryOf } from "./acts.js"
import { hasLanded } from "./landed.js"
import { startLists, listsAfter } from "./lists.js"
import { asksPaper, failureOf, printableOf } from "./printing.js"
import { sheetAfter } from "./sheets.js"
import { openSlip, slipAfter, slipOf } from "./slip.js"
import { spellsOf } from "./visitor.js"
import { readyIn } from "./waiting.js"

const IN_HAND = ["called", "serving"]
const COUNTER_ACTS = ["open", "close", "pause", "work"]
const HELP_ACTS = ["help", "help_end"]
const SAID_ACTS = ["recall", "rejoin", "note", "add_service", "resume", "reopen"]
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
    slip: null,
    sheet: null,
    targets: null,
    paper: null,
    lists: startLists(),
    spells: null,
    leaving: false,
    staleSeconds: null,
  }
}

/** Return where the clerk stands: login, barred, loading, choose, idle, paused, called or serving. */
export function moment(state) {
  if (!state.user) return "login"
  if (state.barred) return "barred"
  return state.desk ? momentOf(state.desk) : "loading"
}

export function primaryAct(state) {
  return primaryOf(moment(state))
}

export function possible(state, act) {
  return !state.act && momentsOf(act).includes(moment(state))
}

/** Return whom or what an act is about when nobody was pointed at. */
export function subjectOf(state, act, now) {
  const { counter, ticket, help } = state.desk
  if (COUNTER_ACTS.includes(act)) return counter?.id ?? null
  if (act === "help_end") return help?.id ?? null
  if (act === "reopen") return openSlip(state, now)?.id ?? null
  return ["call", "walk_in", "help", "find"].includes(act) ? null : ticket?.id ?? null
}

/** Return the words that say what comes first, or null when the act needs no answer. */
export function whatFirst(state, act) {
  const now = moment(state)
  if (state.act || possible(state, act) || !primaryOf(now)) return null
  return { kind: "first", key: `counter.first.${now}`, params: numberOf(state.desk.ticket) }
}

/** The same act on the same visitor, with the same words, keeps its request_id until the server has answered it. */
export function attemptFor(state, act, subject, body, makeId) {
  const before = state.attempt
  const same = before && before.act === act && before.subject === subject
  if (same && JSON.stringify(before.body) === JSON.stringify(body)) return before
  return { act, subject, body, requestId: makeId() }
}

export function sent(state, attempt) {
  const paper = asksPaper(attempt.act) ? printableOf(state.desk, attempt.subject) : state.paper
  return { ...state, act: attempt.act, attempt, paper, notice: null, leaving: false }
}

/** The server's answer to an act; now: ms. */
export function answered(state, act, answer, now) {
  if (COUNTER_ACTS.includes(act)) return seated(state, answer)
  if (HELP_ACTS.includes(act)) return helped(state, answer)
  if (asksPaper(act)) return papered(state, act)
  return moved(state, act, answer, now)
}

function moved(state, act, call, now) {
  const before = state.desk.ticket
  const isMine = IN_HAND.includes(call.state)
  const left = !isMine && before?.id === call.id
  const ticket = isMine ? call : left ? null : before
  return {
    ...settled(state),
    sheet: null,
    desk: { ...state.desk, ticket },
    spells: spellsOf(state.spells, ticket, now),
    last: left ? { act, ...call } : isMine ? null : state.last,
    slip: left ? slipOf(act, call, now) : isMine ? null : state.slip,
    notice: saidOf(state, act, call),
  }
}

function saidOf(state, act, call) {
  const movedOn = act === "finish" && IN_HAND.includes(call.state)
  const said = movedOn ? "moved_on" : SAID_ACTS.includes(act) ? act : null
  return said && { kind: "said", key: `counter.said.${said}`, params: numberOf(call) }
}

/** The server's answer about a counter: opened by this clerk, closed, paused or at work again. */
function seated(state, answer) {
  const { desk } = state
  const known = desk.counter?.id === answer.counter_id ? desk.counter : null
  const counter = known ?? desk.counters.find((one) => one.id === answer.counter_id) ?? null
  const next = answer.state === "closed"
    ? { ...desk, counter: null }
    : deskAt({ ...counter, state: answer.state, since: null, pause_reason: "" }, desk)
  return { ...settled(state), sheet: null, desk: next, last: null }
}

// Until the next desk comes, show no line that this counter does not serve.
function deskAt(counter, desk) {
  const lines = desk.lines.filter((line) => counter.service_ids.includes(line.service_id))
  return { ...desk, counter, lines }
}

function helped(state, help) {
  const desk = { ...state.desk, help: help.ended_at ? null : help }
  return { ...settled(state), sheet: null, desk }
}

/** The paper is on its way to the printer, unless it was heard before the answer that it failed. */
function papered(state, act) {
  const said = state.paper && { kind: "said", key: `counter.said.${act}`, params: { number: state.paper.number } }
  return { ...settled(state), sheet: null, notice: said ?? state.notice }
}

/** An event of the hall: does it end a paper that this desk waits for? */
export function heard(state, event) {
  const code = failureOf(state.paper, event)
  if (!code) return state
  return { ...state, paper: null, notice: { kind: "refused", code, message: "", params: { number: state.paper.number } } }
}

export function settled(state) {
  return { ...state, act: null, attempt: null }
}

export function refused(state, error) {
  if (error.code === "unauthorised" && state.user) return signedOut(state, refusal(error))
  const answerKnown = error.code !== "no_connection" && error.status < UNKNOWN_FROM_STATUS
  const paper = answerKnown && asksPaper(state.act) ? null : state.paper
  const kept = { ...state, act: null, paper, attempt: answerKnown ? null : state.attempt }
  if (error.code === "reason_needed" && state.sheet) return askedWhy(kept, error)
  return {
    ...kept,
    slip: error.code === "too_late_to_reopen" ? null : state.slip,
    notice: refusal(error),
  }
}

/** Out of turn: the sheet stays and asks for the reason in words. */
function askedWhy(state, error) {
  return { ...state, notice: null, sheet: { ...state.sheet, passedOver: error.details.passed_over } }
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
  return { ...settled(state), desk: null, sheet: null, barred: true }
}

/** A fresh desk; it also ends what it has made untrue. now: ms. */
export function received(state, desk, now) {
  const hasMoved = isMoved(state.desk, desk)
  const fresh = { ...state, desk, user: desk.user ?? state.user, barred: false }
  return {
    ...fresh,
    spells: spellsOf(state.spells, desk.ticket, now),
    last: desk.ticket || desk.counter?.id !== state.desk?.counter?.id ? null : state.last,
    slip: slipAfter(state.slip, desk),
    sheet: sheetAfter(state.sheet, fresh, hasMoved),
    lists: listsAfter(state.lists, desk),
    attempt: hasMoved || isRecorded(state, desk) ? null : state.attempt,
    notice: noticeAfter(state, desk, hasMoved),
    leaving: hasMoved ? false : state.leaving,
  }
}

/** Nothing in flight, an answer lost, and the desk shows that the act took place all the same. */
function isRecorded(state, desk) {
  return isUnanswered(state) && hasLanded(state.attempt, desk) === true
}

function isUnrecorded(state, desk) {
  return isUnanswered(state) && hasLanded(state.attempt, desk) === false
}

function isUnanswered({ act, attempt, notice }) {
  return !act && attempt !== null && ["no_connection", "counter.unrecorded"].includes(notice?.code ?? notice?.key)
}

function noticeAfter(state, desk, hasMoved) {
  const { notice, attempt } = state
  if (isRecorded(state, desk)) return { kind: "said", key: "counter.recorded", params: { act: attempt.act } }
  if (!hasMoved && isUnrecorded(state, desk)) return { kind: "first", key: "counter.unrecorded", params: { act: attempt.act } }
  if (hasMoved && !state.act && isTakenAway(state, desk)) return goneNotice(state, desk)
  if (notice?.code === "queue_empty") return desk.ticket !== null || readyIn(desk) > 0 ? null : notice
  return hasMoved && (notice?.kind !== "refused" || notice.code === "no_connection") ? null : notice
}

/** Somebody else (or the same clerk in another window) ended or moved the visitor who was here. */
function isTakenAway({ desk: before }, desk) {
  return Boolean(before?.ticket) && before.ticket.id !== desk.ticket?.id
}

function goneNotice(state, desk) {
  const { number, id } = state.desk.ticket
  const ended = desk.finished.some((row) => row.id === id)
  return { kind: "said", key: `counter.gone.${ended ? "ended" : "moved"}`, params: { number } }
}

function isMoved(before, after) {
  return before !== null && standing(before) !== standing(after)
}

function standing({ counter, ticket }) {
  return [counter?.id, counter?.state === "paused", ticket?.id, ticket?.state].join()
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
