import assert from "node:assert/strict"
import { test } from "node:test"
import {
  answered, askedToLeave, attemptFor, barred, mayLeave, moment, possible, primaryAct, received, refused, seated, sent,
  signedIn, signedOut, start, whatFirst,
} from "../../counter/static/js/desk.js"

const MARYAM = { id: 1, name: "مریم", branch_id: 1 }
const COUNTER = { id: 5, number: 2, state: "open", service_ids: [1] }
const ACTS = ["open", "call", "begin", "recall", "no_show", "finish", "close"]

const ticketIn = (state) => ({ id: 9, number: "A-023", state })
const deskWith = (changes) => ({
  seq: 40, user: MARYAM, counter: COUNTER, ticket: null, lines: [], counters: [COUNTER], ...changes,
})
const at = (desk, changes = {}) => ({ ...start({ user: MARYAM }), desk, ...changes })
const idle = at(deskWith())
const called = at(deskWith({ ticket: ticketIn("called") }))
const serving = at(deskWith({ ticket: ticketIn("serving") }))

test("the moment follows from what the server said", () => {
  const states = [start({ user: null }), start({ user: MARYAM }), at(deskWith({ counter: null })), idle, called, serving]

  assert.deepEqual(states.map(moment), ["login", "loading", "choose", "idle", "called", "serving"])
  assert.equal(moment(barred(idle)), "barred")
})

test("each moment allows its own acts and has one primary act", () => {
  const allowed = (state) => ACTS.filter((act) => possible(state, act))

  assert.deepEqual(allowed(at(deskWith({ counter: null }))), ["open"])
  assert.deepEqual(allowed(idle), ["call", "close"])
  assert.deepEqual(allowed(called), ["begin", "recall", "no_show"])
  assert.deepEqual(allowed(serving), ["finish"])
  assert.deepEqual([idle, called, serving].map(primaryAct), ["call", "begin", "finish"])
})

test("an act in flight disables every act and asks for no explanation", () => {
  const busy = sent(called, { act: "begin", subject: 9, requestId: "r1" })

  assert.deepEqual(ACTS.filter((act) => possible(busy, act)), [])
  assert.equal(whatFirst(busy, "recall"), null)
})

test("an act that is not possible now says what comes first", () => {
  assert.deepEqual(whatFirst(serving, "call"), { kind: "first", key: "counter.first.serving", params: { number: "A-023" } })
  assert.deepEqual(whatFirst(idle, "finish"), { kind: "first", key: "counter.first.idle", params: {} })
  assert.equal(whatFirst(called, "recall"), null)
})

test("a call puts the ticket in hand, a finish takes it out and remembers it", () => {
  const afterCall = answered(sent(idle, { act: "call", subject: null, requestId: "r1" }), ticketIn("called"))
  const afterFinish = answered(sent(serving, { act: "finish", subject: 9, requestId: "r2" }), ticketIn("done"))

  assert.deepEqual([moment(afterCall), afterCall.attempt, afterCall.last], ["called", null, null])
  assert.deepEqual([moment(afterFinish), afterFinish.last], ["idle", ticketIn("done")])
})

test("a recall is said, because nothing else on the screen shows it", () => {
  const after = answered(sent(called, { act: "recall", subject: 9, requestId: "r1" }), ticketIn("called"))

  assert.deepEqual(after.notice, { kind: "said", key: "counter.said.recalled", params: { number: "A-023" } })
})

test("an act without an answer is tried again under the same request_id", () => {
  const first = attemptFor(called, "begin", 9, () => "r1")
  const lost = refused(sent(called, first), { code: "no_connection", status: 0 })

  assert.equal(attemptFor(lost, "begin", 9, () => "r2").requestId, "r1")
  assert.equal(attemptFor(lost, "no_show", 9, () => "r2").requestId, "r2")
  assert.equal(attemptFor(lost, "begin", 10, () => "r2").requestId, "r2")
})

test("a server that failed has not answered either, a refusal has", () => {
  const busy = sent(called, { act: "begin", subject: 9, requestId: "r1" })
  const kept = (code, status) => refused(busy, { code, status }).attempt?.requestId ?? null

  assert.equal(kept("no_connection", 502), "r1")
  assert.equal(kept("internal_error", 500), "r1")
  assert.equal(kept("wrong_state", 409), null)
})

test("a desk that moved on ends the attempt and what was said about it, but not a refusal", () => {
  const busy = sent(idle, { act: "call", subject: null, requestId: "r1" })
  const now = deskWith({ ticket: ticketIn("called") })
  const afterLost = received(refused(busy, { code: "no_connection", status: 0 }), now)
  const afterRefusal = received(refused(busy, { code: "ticket_in_hand", status: 409, details: { ticket: "A-023" } }), now)

  assert.deepEqual([afterLost.attempt, afterLost.notice], [null, null])
  assert.equal(afterRefusal.notice.code, "ticket_in_hand")
})

test("a desk that did not move keeps the attempt and its words", () => {
  const lost = refused(sent(idle, { act: "call", subject: null, requestId: "r1" }), { code: "no_connection", status: 0 })
  const after = received(lost, deskWith({ seq: 41 }))

  assert.deepEqual([after.attempt.requestId, after.notice.code], ["r1", "no_connection"])
})

test("nobody waiting is true only until somebody comes", () => {
  const empty = refused(idle, { code: "queue_empty", status: 409 })
  const line = (waiting) => deskWith({ lines: [{ service_id: 1, waiting, oldest_at: null, tickets: [] }] })

  assert.equal(received(empty, line(0)).notice.code, "queue_empty")
  assert.equal(received(empty, line(1)).notice, null)
})

test("a refusal names the ticket and the clerk, whether as text or as an object", () => {
  const params = (details) => refused(idle, { code: "x", status: 409, details }).notice.params

  assert.equal(params({ ticket: { number: "A-023" } }).number, "A-023")
  assert.equal(params({ ticket: "A-023" }).number, "A-023")
  assert.equal(params({ clerk: "علی" }).clerk, "علی")
})

test("opening a counter seats the clerk, closing it lets them choose again", () => {
  const lines = [1, 2].map((id) => ({ service_id: id, waiting: 3, oldest_at: null, tickets: [] }))
  const opened = seated(at(deskWith({ counter: null, lines })), { counter_id: 5, counter_number: 2, state: "open" })

  assert.equal(moment(opened), "idle")
  assert.deepEqual(opened.desk.lines, [lines[0]])
  assert.equal(moment(seated(opened, { counter_id: 5, counter_number: 2, state: "closed" })), "choose")
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
  assert.equal(mayLeave(received(askedToLeave(serving), deskWith({ ticket: ticketIn("called") }))), false)
})

test("nothing of one clerk is left for the next", () => {
  const next = signedIn(signedOut({ ...serving, last: ticketIn("done") }), { id: 2, name: "علی" })

  assert.deepEqual(next, start({ user: { id: 2, name: "علی" } }))
})
