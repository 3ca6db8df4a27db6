import assert from "node:assert/strict"
import { test } from "node:test"
import { hasArrival } from "../../counter/static/js/arrivals.js"
import { actOfFound, matches, peopleOf } from "../../counter/static/js/find.js"
import { actOfRow, listsAfter, startLists, withStill, withTab } from "../../counter/static/js/lists.js"
import { ticked, ticksOf } from "../../counter/static/js/papers.js"
import { openSlip, slipAfter, slipOf } from "../../counter/static/js/slip.js"
import { readyIn, waitingIn } from "../../counter/static/js/waiting.js"
import { COUNTER, deskWith, finishedRow, heldRow, lineOf, missedRow, NOW, ticketIn, waiting } from "./counter-hall.js"

const IN_HALF_AN_HOUR = "2026-11-23T07:40:00Z"
const numbers = (rows) => rows.map((row) => row.number)

test("a number is found in Persian, Arabic and Latin digits, with or without its letter", () => {
  const found = ["۲۳", "٢٣", "23", "a-023", "A۰۲۳", " a 23 "].map((query) => matches("A-023", query))

  assert.deepEqual(found, found.map(() => true))
  assert.deepEqual(["B23", "24", "?x"].map((query) => matches("A-023", query)), [false, false, false])
  assert.equal(matches("A-023", ""), true)
})

test("whoever waits, is held or was missed is found once, in one line or in all", () => {
  const desk = deskWith({
    lines: [lineOf([waiting(1, "A-001", { for_counter_id: 5 }), waiting(2, "A-002")])],
    directed: [{ ...waiting(1, "A-001", { for_counter_id: 5 }), service_id: 1 }, { ...waiting(7, "C-001", { for_counter_id: 5 }), service_id: 3 }],
    held: [heldRow()],
    missed: [missedRow()],
  })

  assert.deepEqual(numbers(peopleOf(desk, "")), ["A-001", "C-001", "A-002", "A-030", "A-040"])
  assert.deepEqual(numbers(peopleOf(desk, "", 3)), ["C-001"])
  assert.deepEqual(peopleOf(desk, "").map((row) => actOfFound(row, desk, NOW)), ["call", "call", "call", "resume", "rejoin"])
})

test("a row does what is still possible: own and the hall's held, missed in time, slips while they are fresh", () => {
  const desk = deskWith()
  const late = Date.parse("2026-11-23T09:00:00Z")
  const acts = [
    ["held", heldRow(), NOW], ["held", heldRow({ counter_id: 6 }), NOW], ["held", heldRow({ counter_id: 6, held_for: "hall" }), NOW],
    ["missed", missedRow(), NOW], ["missed", missedRow(), late], ["missed", missedRow({ until: null }), NOW],
    ["finished", finishedRow(), NOW], ["finished", finishedRow(), late], ["finished", finishedRow({ reopen_until: null }), NOW],
    ["held", { ...heldRow(), gone: true }, NOW],
  ].map(([tab, row, now]) => actOfRow(tab, row, desk, now))

  assert.deepEqual(acts, ["resume", null, "resume", "rejoin", null, null, "reopen", null, null, null])
})

test("under the pointer no row moves; left alone, the list is fresh again", () => {
  const first = listsAfter(startLists(), deskWith({ held: [heldRow({ id: 1, number: "A-001" }), heldRow({ id: 2, number: "A-002" })] }))
  const next = deskWith({ held: [heldRow({ id: 3, number: "A-003" }), heldRow({ id: 2, number: "A-002" })] })

  const still = listsAfter(withStill(first, true, next), next)

  assert.deepEqual(still.rows.held.map((row) => [row.number, Boolean(row.gone)]), [["A-001", true], ["A-002", false], ["A-003", false]])
  assert.deepEqual(numbers(withStill(still, false, next).rows.held), ["A-003", "A-002"])
  assert.deepEqual(withTab(still, "missed", next), { tab: "missed", still: false, rows: { held: next.held, missed: [], finished: [] } })
})

test("only who waits for this counter counts, and who rests cannot be called yet", () => {
  const desk = deskWith({
    lines: [lineOf([waiting(1, "A-001", { for_counter_id: 6 }), waiting(2, "A-002", { resting_until: IN_HALF_AN_HOUR }), waiting(3, "A-003")])],
    directed: [{ ...waiting(7, "C-001", { for_counter_id: 5 }), service_id: 3 }],
  })

  assert.deepEqual([waitingIn(desk), readyIn(desk)], [3, 2])
})

test("an idle open desk is told of the first who can be called; a busy, a paused or a new one is not", () => {
  const one = { lines: [lineOf([waiting(1, "A-001")])] }
  const paused = { counter: { ...COUNTER, state: "paused" } }
  const serving = { ticket: ticketIn("serving") }

  assert.equal(hasArrival(deskWith(), deskWith(one)), true)
  assert.deepEqual([
    hasArrival(null, deskWith(one)), hasArrival(deskWith(one), deskWith(one)), hasArrival(deskWith(paused), deskWith({ ...one, ...paused })),
    hasArrival(deskWith(serving), deskWith({ ...one, ...serving })), hasArrival(deskWith(serving), deskWith(one)),
  ], [false, false, false, false, false])
})

test("ticks of the checklist belong to one visit and one service", () => {
  const papers = ticked(ticked(ticked([], ticketIn("serving"), 0), ticketIn("serving"), 1), ticketIn("serving"), 0)

  assert.deepEqual(ticksOf(papers, ticketIn("serving")), [1])
  assert.deepEqual(ticksOf(papers, ticketIn("serving", { service_id: 2 })), [])
  assert.deepEqual(ticksOf(papers, ticketIn("serving", { id: 10 })), [])
})

test("a slip can be taken back for two minutes, or as long as the server says", () => {
  const slip = slipOf("transfer", ticketIn("waiting"), NOW)

  assert.deepEqual(slip, { id: 9, number: "A-023", act: "transfer", until: NOW + 120_000 })
  assert.equal(slipOf("hold", ticketIn("held"), NOW), null)
  assert.equal(openSlip({ slip, desk: deskWith() }, NOW + 119_000).id, 9)
  assert.equal(openSlip({ slip, desk: deskWith() }, NOW + 121_000), null)
  assert.equal(openSlip({ slip: null, desk: deskWith({ finished: [finishedRow()] }) }, NOW).id, 50)
})

test("a slip ends when its visitor is here again", () => {
  const slip = slipOf("finish", ticketIn("done"), NOW)

  assert.equal(slipAfter(slip, deskWith({ ticket: ticketIn("serving") })), null)
  assert.equal(slipAfter(slip, deskWith({ ticket: ticketIn("serving", { id: 10 }) })), slip)
})
