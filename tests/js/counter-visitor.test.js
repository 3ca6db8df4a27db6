import assert from "node:assert/strict"
import { test } from "node:test"
import { noticeText, reasonText } from "../../counter/static/js/sentences.js"
import { reasonOf } from "../../counter/static/js/reasons.js"
import { spellsOf, timerOf } from "../../counter/static/js/visitor.js"

const NOW = Date.parse("2026-11-23T07:10:00Z")
const TIMES = { called_at: "2026-11-23T07:00:00Z", begun_at: "2026-11-23T07:03:00Z" }
const SERVICE = { expected_minutes: 10 }
const DESK = { priority_classes: [{ code: "elderly", names: { en: "Elderly" } }] }
const DATES = { duration: (seconds) => `${seconds} s` }
const WORDS = {
  language: "en",
  digits: String,
  has: (key) => key.startsWith("counter.") && !key.endsWith(".strange"),
  name: (names) => names?.en ?? "",
  t: (key, params) => `${key} ${JSON.stringify(params)}`.replace(/[\u2060\u2066-\u2069]/g, ""),
}

const callWith = (reason, priority_class = "standard") => ({ number: "A-001", priority_class, reason })
const over = (...numbers) => numbers.map((number) => ({ number, service_id: 2, priority_class: "standard", score: 1 }))

test("on the way the timer runs from the call and expects nothing", () => {
  const timer = timerOf({ ...TIMES, begun_at: null, state: "called" }, SERVICE, null, NOW)

  assert.deepEqual(timer, { seconds: 600, expectedSeconds: null, share: 0, over: false })
})

test("in service the timer runs from the beginning, against the expected minutes", () => {
  const ticket = { ...TIMES, state: "serving" }

  assert.deepEqual(timerOf(ticket, SERVICE, null, NOW), { seconds: 420, expectedSeconds: 600, share: 0.7, over: false })
  assert.deepEqual(timerOf(ticket, { expected_minutes: 5 }, null, NOW), { seconds: 420, expectedSeconds: 300, share: 1, over: true })
  assert.equal(timerOf(ticket, null, null, NOW).expectedSeconds, null)
})

test("who was held and resumed has been served before, and the timer goes on from there without a jump", () => {
  const ticket = { id: 9, state: "serving", begun_at: TIMES.begun_at, service_seconds: 720 }
  const spells = spellsOf(null, ticket, NOW)

  assert.equal(timerOf(ticket, SERVICE, spells, NOW).seconds, 720)
  assert.equal(spellsOf(spells, { ...ticket, service_seconds: 731 }, NOW + 10_000), spells)
  assert.equal(spellsOf(spells, { ...ticket, state: "held" }, NOW), null)
})

test("a second lost in rounding is no earlier spell", () => {
  assert.equal(spellsOf(null, { id: 9, state: "serving", begun_at: TIMES.begun_at, service_seconds: 421 }, NOW).before, 0)
})

test("the reason of a call is its turn and names who is next, or its class and names whom it passed over", () => {
  const reason = { rule: "highest_score", rate: 1, wait_seconds: 840, words: "", passed_over: [], runners_up: [] }
  const told = (changes) => {
    const { key, over: named } = reasonOf(callWith({ ...reason, ...changes }))
    return [key, named]
  }

  assert.deepEqual(told({}), ["counter.reason.turn", []])
  assert.deepEqual(told({ runners_up: over("B-004") }), ["counter.reason.turn.before", ["B-004"]])
  assert.deepEqual(told({ rate: 2, runners_up: over("B-004") }), ["counter.reason.priority", []])
  assert.deepEqual(told({ rate: 2, passed_over: over("A-001"), runners_up: over("B-004") }),
    ["counter.reason.priority.before", ["A-001"]])
  assert.deepEqual(told({ rule: "hard_cap", passed_over: over("A-001") }), ["counter.reason.hard_cap.before", ["A-001"]])
  assert.deepEqual(told({ rule: "put_first", passed_over: over("A-001") }), ["counter.reason.put_first", []])
  assert.deepEqual(told({ rule: "out_of_turn", words: "child", passed_over: over("A-001") }), ["counter.reason.out_of_turn.before", ["A-001"]])
  assert.deepEqual(told({ rule: "without_ticket" }), ["counter.reason.alone", []])
  assert.deepEqual(told({ rule: "without_ticket", words: "child" }), ["counter.reason.without_ticket", []])
  assert.deepEqual(told({ rule: "of_tomorrow" }), ["counter.reason.rule", []])
  assert.equal(reasonOf(callWith(null)).key, "counter.reason.rule")
})

test("the sentence carries the wait, the class, its rate and at most two others", () => {
  const call = callWith(
    { rule: "highest_score", rate: 1.5, wait_seconds: 90, words: "", passed_over: over("B-004", "C-001", "D-009") }, "elderly")

  assert.equal(reasonText(call, DESK, WORDS, DATES),
    'counter.reason.priority.before {"wait":"90 s","class":"Elderly","rate":"1.5","said":"","others":"B-004 and C-001"}')
})

test("a refusal is said in our own words, else in the server's", () => {
  const notice = (code, message, params = {}) => ({ kind: "refused", code, message, params })

  assert.equal(noticeText(notice("counter_paused", ""), WORDS), 'counter.refused.counter_paused {"number":"","clerk":""}')
  assert.equal(noticeText(notice("not_your_ticket", "", { clerk: "Ali" }), WORDS),
    'counter.refused.not_your_ticket.clerk {"number":"","clerk":"Ali"}')
  assert.equal(noticeText(notice("strange", "The hall is on fire."), WORDS), "The hall is on fire.")
  assert.equal(noticeText(notice("strange", ""), WORDS), "counter.refused.internal_error undefined")
})

