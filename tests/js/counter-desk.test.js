import assert from "node:assert/strict"
import { test } from "node:test"
import {
  answered, askedToLeave, attemptFor, barred, mayLeave, moment, possible, primaryAct, received, refused, sent, signedIn, signedOut, start,
  subjectOf, whatFirst,
} from "../../counter/static/js/desk.js"
import { COUNTER, deskWith, finishedRow, heldRow, lineOf, MARYAM, missedRow, NOW, ticketIn, waiting } from "./counter-hall.js"

const ACTS = [
  "open", "call", "begin", "recall", "no_show", "return", "finish", "hold", "transfer", "add_service", "note", "cancel", "find", "walk_in",
  "reopen", "pause", "work", "help", "close", "resume", "rejoin", "follow_up", "reprint",
]
const SERVING_ACTS = ["transfer", "note", "cancel", "find", "help", "rejoin", "reprint"]

const at = (desk, changes = {}) => ({ ...start({ user: MARYAM }), desk, ...changes })
const idle = at(deskWith())
const paused = at(deskWith({ counter: { ...COUNTER, state: "paused" } }))
const called = at(deskWith({ ticket: ticketIn("called") }))
const serving = at(deskWith({ ticket: ticketIn("serving") }))
const attempt = (act, subject = null, body = {}) => ({ act, subject, body, requestId: "r1" })
const lostIn = (state, made) => refused(sent(state, made), { code: "no_connection", status: 0 })

test("the moment follows from what the server said", () => {
  const states = [start({ user: null }), start({ user: MARYAM }), at(deskWith({ counter: null })), idle, paused, called, serving]

  assert.deepEqual(states.map(moment), ["login", "loading", "choose", "idle", "paused", "called", "serving"])
  assert.equal(moment(barred(idle)), "barred")
})

test("each moment allows its own acts and has one primary act", () => {
  const allowed = (state) => ACTS.filter((act) => possible(state, act))

  assert.deepEqual(allowed(at(deskWith({ counter: null }))), ["open"])
  assert.deepEqual(allowed(idle), ["call", "find", "walk_in", "reopen", "pause", "help", "close", "resume", "rejoin", "reprint"])
  assert.deepEqual(allowed(paused), ["find", "work", "help", "close", "rejoin", "reprint"])
  assert.deepEqual(allowed(called), ["begin", "recall", "no_show", "return", ...SERVING_ACTS])
  assert.deepEqual(allowed(serving), [
    "finish", "hold", "transfer", "add_service", "note", "cancel", "find", "help", "rejoin", "follow_up", "reprint",
  ])
  assert.deepEqual([idle, paused, called, serving].map(primaryAct), ["call", "work", "begin", "finish"])
})

test("an act is about the visitor in front, the counter, or nobody yet", () => {
  const helped = at(deskWith({ help: { id: 8 } }))

  assert.deepEqual(["finish", "note", "close", "call"].map((act) => subjectOf(serving, act, NOW)), [9, 9, 5, null])
  assert.equal(subjectOf(helped, "help_end", NOW), 8)
  assert.equal(subjectOf(at(deskWith({ finished: [finishedRow()] })), "reopen", NOW), 50)
  assert.equal(subjectOf(idle, "reopen", NOW), null)
})

test("an act in flight disables every act and asks for no explanation", () => {
  const busy = sent(called, attempt("begin", 9))

  assert.deepEqual(ACTS.filter((act) => possible(busy, act)), [])
  assert.equal(whatFirst(busy, "recall"), null)
})

test("an act that is not possible now says what comes first", () => {
  assert.deepEqual(whatFirst(serving, "call"), { kind: "first", key: "counter.first.serving", params: { number: "A-023" } })
  assert.deepEqual(whatFirst(idle, "finish"), { kind: "first", key: "counter.first.idle", params: {} })
  assert.equal(whatFirst(paused, "call").key, "counter.first.paused")
  assert.equal(whatFirst(called, "recall"), null)
})

test("a call puts the ticket in hand, a finish takes it out, remembers it and lets it be taken back", () => {
  const afterCall = answered(sent(idle, attempt("call")), "call", ticketIn("called"), NOW)
  const afterFinish = answered(sent(serving, attempt("finish", 9)), "finish", ticketIn("done"), NOW)

  assert.deepEqual([moment(afterCall), afterCall.attempt, afterCall.last, afterCall.slip], ["called", null, null, null])
  assert.deepEqual([moment(afterFinish), afterFinish.last], ["idle", { act: "finish", ...ticketIn("done") }])
  assert.deepEqual(afterFinish.slip, { id: 9, number: "A-023", act: "finish", until: NOW + 120_000 })
})

test("a finish that begins the next service of the visit keeps the visitor and says so", () => {
  const after = answered(sent(serving, attempt("finish", 9)), "finish", ticketIn("serving", { service_id: 2 }), NOW)

  assert.deepEqual([moment(after), after.slip, after.notice.key], ["serving", null, "counter.said.moved_on"])
})

test("somebody else who rejoins does not touch the visitor in front", () => {
  const after = answered(sent(serving, attempt("rejoin", 40)), "rejoin", ticketIn("waiting", { id: 40, number: "A-040" }), NOW)

  assert.deepEqual([after.desk.ticket.id, after.notice], [9, { kind: "said", key: "counter.said.rejoin", params: { number: "A-040" } }])
})

test("a recall is said, because nothing else on the screen shows it", () => {
  const after = answered(sent(called, attempt("recall", 9)), "recall", ticketIn("called"), NOW)

  assert.deepEqual(after.notice, { kind: "said", key: "counter.said.recall", params: { number: "A-023" } })
})

test("an act without an answer is tried again under the same request_id, another one under its own", () => {
  const first = attemptFor(serving, "hold", 9, { scope: "hall" }, () => "r1")
  const lost = refused(sent(serving, first), { code: "no_connection", status: 0 })
  const idOf = (act, subject, body) => attemptFor(lost, act, subject, body, () => "r2").requestId

  assert.equal(idOf("hold", 9, { scope: "hall" }), "r1")
  assert.deepEqual([idOf("hold", 9, { scope: "counter" }), idOf("finish", 9, {}), idOf("hold", 10, { scope: "hall" })], ["r2", "r2", "r2"])
})

test("a server that failed has not answered either, a refusal has", () => {
  const kept = (code, status) => refused(sent(called, attempt("begin", 9)), { code, status }).attempt?.requestId ?? null

  assert.equal(kept("no_connection", 502), "r1")
  assert.equal(kept("internal_error", 500), "r1")
  assert.equal(kept("wrong_state", 409), null)
})

test("a lost answer whose act the next desk shows is said to be recorded, whatever the act was", () => {
  const served = deskWith({ ticket: ticketIn("serving") })
  const cases = [
    [idle, "call", null, deskWith({ ticket: ticketIn("called") })],
    [called, "begin", 9, served],
    [serving, "finish", 9, deskWith({ finished: [finishedRow({ id: 9 })] })],
    [called, "no_show", 9, deskWith({ missed: [missedRow({ id: 9 })] })],
    [serving, "hold", 9, deskWith({ held: [heldRow({ id: 9 })] })],
    [idle, "resume", 9, served],
    [called, "transfer", 9, deskWith()],
    [called, "return", 9, deskWith()],
    [idle, "pause", 5, deskWith({ counter: { ...COUNTER, state: "paused" } })],
  ]

  const said = cases.map(([state, act, subject, desk]) => received(lostIn(state, attempt(act, subject)), desk, NOW))
    .map(({ attempt: kept, notice }) => [kept, notice])

  assert.deepEqual(said, cases.map(([, act]) => [null, { kind: "said", key: "counter.recorded", params: { act } }]))
})

test("a lost answer whose act the next desk does not show keeps the command, and says that it is not recorded", () => {
  const after = received(lostIn(idle, attempt("call")), deskWith({ seq: 41 }), NOW)

  assert.deepEqual([after.attempt.requestId, after.notice], ["r1", { kind: "first", key: "counter.unrecorded", params: { act: "call" } }])
  assert.equal(received(after, deskWith({ ticket: ticketIn("called") }), NOW).notice.key, "counter.recorded")
})

test("where no desk can tell, the words about the lost answer stay", () => {
  const after = received(lostIn(called, attempt("recall", 9)), deskWith({ ticket: ticketIn("called"), seq: 41 }), NOW)

  assert.deepEqual([after.attempt.requestId, after.notice.code], ["r1", "no_connection"])
})

test("a visitor whom somebody else moved or finished is gone, and the desk says so", () => {
  const moved = received(serving, deskWith(), NOW)
  const ended = received(serving, deskWith({ finished: [finishedRow({ id: 9 })] }), NOW)

  assert.deepEqual([moved.notice.key, ended.notice.key], ["counter.gone.moved", "counter.gone.ended"])
})

test("a refusal stays readable when the desk moves on", () => {
  const held = refused(sent(idle, attempt("call")), { code: "ticket_in_hand", status: 409, details: { ticket: "A-023" } })

  assert.equal(received(held, deskWith({ ticket: ticketIn("called") }), NOW).notice.code, "ticket_in_hand")
})

test("nobody to call is true until somebody can be called: not while they only rest", () => {
  const empty = refused(idle, { code: "queue_empty", status: 409 })
  const after = (ticket) => received(empty, deskWith({ lines: [lineOf([ticket])] }), NOW).notice?.code ?? null

  assert.equal(received(empty, deskWith(), NOW).notice.code, "queue_empty")
  assert.equal(after(waiting(1, "A-001", { resting_until: "2026-11-23T07:14:00Z" })), "queue_empty")
  assert.equal(after(waiting(1, "A-001")), null)
})

test("a refusal names the ticket and the clerk, whether as text or as an object", () => {
  const params = (details) => refused(idle, { code: "x", status: 409, details }).notice.params

  assert.equal(params({ ticket: { number: "A-023" } }).number, "A-023")
  assert.equal(params({ ticket: "A-023" }).number, "A-023")
  assert.equal(params({ clerk: "علی" }).clerk, "علی")
})

test("opening a counter seats the clerk, pausing keeps them there, closing lets them choose again", () => {
  const lines = [1, 2].map((id) => lineOf([], { service_id: id, waiting: 3 }))
  const seat = (state) => ({ counter_id: 5, counter_number: 2, state })
  const opened = answered(at(deskWith({ counter: null, lines })), "open", seat("open"), NOW)
  const atRest = answered(opened, "pause", seat("paused"), NOW)

  assert.deepEqual([moment(opened), opened.desk.lines], ["idle", [lines[0]]])
  assert.deepEqual([moment(atRest), moment(answered(atRest, "work", seat("open"), NOW))], ["paused", "idle"])
  assert.equal(moment(answered(opened, "close", seat("closed"), NOW)), "choose")
})

test("a call for help stands until it is ended", () => {
  const asked = answered(serving, "help", { id: 8, ended_at: null }, NOW)

  assert.equal(asked.desk.help.id, 8)
  assert.equal(answered(asked, "help_end", { id: 8, ended_at: "2026-11-23T07:11:00Z" }, NOW).desk.help, null)
})

test("a session that ended leads to the log-in and says why; a wrong password does not look like one", () => {
  const ended = refused(serving, { code: "unauthorised", status: 401 })
  const wrong = refused(start({ user: null }), { code: "wrong_login", status: 401 })

  assert.deepEqual([moment(ended), ended.notice.code], ["login", "unauthorised"])
  assert.deepEqual([moment(wrong), wrong.notice.code], ["login", "wrong_login"])
})

test("leaving with a visitor in front asks once more", () => {
  assert.equal(mayLeave(idle), true)
  assert.equal(mayLeave(serving), false)
  assert.equal(mayLeave(askedToLeave(serving)), true)
  assert.equal(mayLeave(received(askedToLeave(serving), deskWith({ ticket: ticketIn("called") }), NOW)), false)
})

test("nothing of one clerk is left for the next", () => {
  const next = signedIn(signedOut({ ...serving, last: ticketIn("done") }), { id: 2, name: "علی" })

  assert.deepEqual(next, start({ user: { id: 2, name: "علی" } }))
})
