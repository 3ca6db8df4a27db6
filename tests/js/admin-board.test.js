import assert from "node:assert/strict"
import { test } from "node:test"
import { alarmsOf, newHelp, unansweredHelp } from "../../server/admin/static/js/board/alarms.js"
import { countersOf } from "../../server/admin/static/js/board/counters.js"
import { figuresOf } from "../../server/admin/static/js/board/figures.js"
import { linesOf, parkedOf, peopleOf } from "../../server/admin/static/js/board/lines.js"
import { ago, BOARD, NOW } from "./admin-hall.js"

const line = (code) => linesOf(BOARD, NOW).find((row) => row.service.code === code)
const counter = (number, board = BOARD) => countersOf(board, NOW).find((row) => row.number === number)
const withCounters = (changes) => ({ ...BOARD, counters: BOARD.counters.map((one) => ({ ...one, ...changes[one.number] })) })

test("lines stand in the order of the services, whatever order they come in", () => {
  const shuffled = { ...BOARD, lines: [...BOARD.lines].reverse() }

  assert.deepEqual(linesOf(shuffled, NOW).map((row) => row.service.letter), [..."ABCDEFGH"])
})

test("a line tells its longest wait against its target, and the bar goes on behind it", () => {
  const { longestSeconds, late, share } = line("renovation_tax")

  assert.deepEqual([longestSeconds, late, share], [552, false, 552 / 1800])
  assert.deepEqual([line("complaints_137").late, line("complaints_137").share], [true, 1])
  assert.deepEqual([line("traffic").longestSeconds, line("traffic").share], [null, 0])
})

test("who passes the target between two pictures is counted", () => {
  const later = NOW + 60_000 * 3

  assert.equal(line("building_permit").lateCount, 2)
  assert.equal(linesOf(BOARD, later).find((row) => row.service.letter === "A").lateCount, 2)
  assert.equal(linesOf(BOARD, later + 60_000 * 2).find((row) => row.service.letter === "A").lateCount, 3)
})

test("a line says that nobody can call it, and that it is closed for today and why", () => {
  assert.deepEqual([line("complaints_137").isStranded, line("cashier").isStranded], [true, false])
  assert.deepEqual([line("traffic").closure.reason, line("cashier").closure], ["قطع سامانهٔ طرح ترافیک", null])
})

test("people of a line carry what a supervisor has to know of them", () => {
  const people = peopleOf(BOARD, 1, NOW)

  assert.equal(people.length, 7)
  assert.deepEqual(people[2], {
    id: 102, number: "A-022", serviceId: 1, priority: { fa: "سالمند", en: "Elderly" }, waitedSeconds: 912, isLate: false,
    isFirst: false, forCounter: 2, restingUntil: null,
  })
  assert.equal(people[3].restingUntil, ago(-4))
  assert.equal(peopleOf(BOARD, 1, NOW + 300_000)[3].restingUntil, null)
  assert.equal(peopleOf(BOARD, 6, NOW)[0].isFirst, true)
})

test("parked visitors: the longest first; missed ones: the latest first, and whether they may come back", () => {
  const { held, missed } = parkedOf(BOARD, NOW)

  assert.deepEqual(held.map((one) => [one.number, one.seconds]), [["C-003", 2460], ["A-012", 1080]])
  assert.deepEqual(missed.map((one) => [one.number, one.mayReturn]), [["B-004", true], ["F-019", false]])
})

test("a counter is at one stage, and a free one is idle only while somebody waits for it", () => {
  const stages = countersOf(BOARD, NOW).map((row) => row.stage)

  assert.deepEqual(stages, ["serving", "called", "serving", "paused", "closed", "serving", "free", "idle", "closed", "closed"])
  assert.deepEqual([counter(8).idleSeconds, counter(8).couldServe, counter(7).idleSeconds], [360, 10, null])
})

test("a service runs against its expected length, a call against none", () => {
  const { seconds, expectedSeconds, over } = counter(3).ticket

  assert.deepEqual([seconds, expectedSeconds, over], [803, 360, true])
  assert.deepEqual([counter(1).ticket.over, counter(2).ticket.expectedSeconds], [false, null])
})

test("a paused counter says why and since when; another's old reason is not told", () => {
  assert.deepEqual([counter(4).pauseReason.fa, counter(4).sinceSeconds], ["استراحت", 840])
  assert.equal(counter(1, withCounters({ 1: { pause_reason: "break" } })).pauseReason, null)
})

test("a counter's services come by their rows, without those that are gone", () => {
  const board = withCounters({ 1: { services: [{ service_id: 2, tier: 1, after_minutes: 15 }, { service_id: 99, tier: 0 }, { service_id: 1, tier: 0, after_minutes: null }] } })

  assert.deepEqual(counter(1, board).offers.map((offer) => [offer.service.letter, offer.tier, offer.afterMinutes]), [
    ["A", 0, null], ["B", 1, 15],
  ])
})

test("stranded people come with what helps them soonest", () => {
  const remedy = (changes) => alarmsOf(withCounters(changes), NOW).stranded[0].remedy
  const { kind, number } = remedy({})
  const closed = { state: "closed" }

  assert.deepEqual([kind, number], ["resume", 4])
  assert.deepEqual(remedy({ 4: closed }), { kind: "open", counterId: 4, number: 4 })
  assert.deepEqual(remedy({ 4: { service_ids: [3] }, 5: { service_ids: [5] } }), { kind: "assign", counterId: 1, number: 1 })
  const shut = Object.fromEntries(BOARD.counters.map(({ number }) => [number, { ...closed, service_ids: [] }]))
  assert.equal(remedy(shut).kind, "none")
})

test("people who wait for one counter alone are helped there", () => {
  const board = { ...BOARD, stranded: [{ service_id: 1, counter_id: 9, waiting: 2 }] }
  const [row] = alarmsOf(board, NOW).stranded

  assert.deepEqual([row.counterNumber, row.remedy], [9, { kind: "open", counterId: 9, number: 9 }])
})

test("calls for help tell how long ago, and who is coming", () => {
  const { help } = alarmsOf(BOARD, NOW)

  assert.deepEqual(help.map((call) => [call.counterNumber, call.askedSeconds, call.answeredBy]), [[3, 120, null], [6, 300, "حسین مرادی"]])
  assert.equal(unansweredHelp(BOARD), 1)
})

test("only a new call for help is news", () => {
  const before = { ...BOARD, help: BOARD.help.slice(1) }

  assert.deepEqual(newHelp(before, BOARD).map((call) => call.id), [31])
  assert.deepEqual([newHelp(BOARD, BOARD), newHelp(null, BOARD)], [[], []])
})

test("figures without anything to tell are null, not nought", () => {
  const none = { ...BOARD, today: { ...BOARD.today, mean_wait_seconds: null, within_target: null, served: 0 } }
  const values = Object.fromEntries(figuresOf(none).map(({ name, value }) => [name, value]))

  assert.deepEqual([values.mean_wait, values.within_target, values.served], [null, null, 0])
})
