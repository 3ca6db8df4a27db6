import assert from "node:assert/strict"
import { test } from "node:test"
import {
  evenPages, noticesAt, panelCalls, recentCalls, restingCounters, serviceOf, signOf, tickerParts, turn, zoneOf,
} from "../../display/static/js/board.js"

const NOW = Date.parse("2026-11-23T07:11:00Z")
const OPEN = { open: true }

function call(seq, second, state = "called") {
  return { seq, ticket_id: seq, service_id: 1, state, called_at: `2026-11-23T07:10:${String(second).padStart(2, "0")}Z` }
}

const ROWS = 6
const seqs = (calls) => calls.map((one) => one.seq)

test("the newest call has the panel to itself, whatever became of it", () => {
  const picture = { branch: OPEN, calls: [call(9, 50, "done"), call(8, 20)] }
  assert.deepEqual([seqs(panelCalls(picture, NOW)), seqs(recentCalls(picture, NOW, ROWS))], [[9], [8]])
})

test("two calls at once share the panel, a third stands first among the recent", () => {
  const picture = { branch: OPEN, calls: [call(9, 50), call(8, 49), call(7, 48), call(6, 10)] }
  assert.deepEqual([seqs(panelCalls(picture, NOW)), seqs(recentCalls(picture, NOW, ROWS))], [[9, 8], [7, 6]])
})

test("a call whose visitor has come gives up its half", () => {
  assert.deepEqual(seqs(panelCalls({ branch: OPEN, calls: [call(9, 50), call(8, 49, "serving")] }, NOW)), [9])
})

test("an empty hall has an empty panel", () => {
  const picture = { branch: OPEN, calls: [] }
  assert.deepEqual([panelCalls(picture, NOW), recentCalls(picture, NOW, ROWS)], [[], []])
})

test("ten minutes after its last call a closed hall has no number on the panel, an open one keeps it", () => {
  const calls = [call(9, 50), call(8, 20)]
  const shown = (branch, minutes) => {
    const moment = new Date(calls[0].called_at).getTime() + minutes * 60_000 + 1
    return [panelCalls, recentCalls].map((which) => seqs(which({ branch, calls }, moment, ROWS)))
  }
  assert.deepEqual(shown({ open: false }, 9), [[9], [8]])
  assert.deepEqual(shown({ open: false }, 10), [[], [9, 8]])
  assert.deepEqual(shown({ open: true }, 10), [[9], [8]])
})

test("a call of a deleted service is still shown", () => {
  assert.equal(serviceOf({ services: [{ id: 2 }] }, call(9, 50)), undefined)
})

test("the lines are paged evenly", () => {
  const sizes = (count) => evenPages(Array.from({ length: count }), 6).map((page) => page.length)
  assert.deepEqual([sizes(0), sizes(6), sizes(8), sizes(18)], [[0], [6], [4, 4], [6, 6, 6]])
})

test("a ticker is told sentence by sentence", () => {
  assert.deepEqual(tickerParts("یک •  دو\nسه"), ["یک", "دو", "سه"])
  assert.deepEqual([tickerParts(""), tickerParts(undefined)], [[], []])
})

test("turns change every ten seconds and come round", () => {
  assert.deepEqual([0, 9_999, 10_000, 20_000].map((moment) => turn(2, moment)), [0, 0, 1, 0])
  assert.equal(turn(0, 5000), 0)
})

test("as many recent calls as there are rows", () => {
  const picture = { branch: OPEN, calls: [call(9, 50), call(8, 20), call(7, 10), call(6, 5)] }
  assert.deepEqual(seqs(recentCalls(picture, NOW, 2)), [8, 7])
})

test("the number that is said has a row even where newer ones would fill them all", () => {
  const picture = { branch: OPEN, calls: [call(9, 50), call(8, 20), call(7, 10), call(6, 5)] }
  const shown = (rows, said) => seqs(recentCalls(picture, NOW, rows, said))
  assert.deepEqual([shown(2, 6), shown(2, 7), shown(2, 9), shown(2, 99), shown(1, 6), shown(0, 6)], [[8, 6], [8, 7], [8, 7], [8, 7], [6], []])
})

const HALL = {
  branch: OPEN,
  services: [{ id: 1 }, { id: 2 }],
  counters: [{ id: 5, number: 1, state: "open", service_ids: [1] }, { id: 6, number: 2, state: "paused", service_ids: [2] }],
  calls: [{ ...call(9, 50), counter_id: 5 }, { ...call(8, 20, "serving"), counter_id: 6, service_id: 2 }],
  missed: [{ ticket_id: 3, service_id: 2 }],
}

test("a zone has the calls, lines, counters and missed numbers of its services alone", () => {
  const { services, counters, calls, missed } = zoneOf(HALL, [2])
  assert.deepEqual([services, counters, seqs(calls), missed], [[{ id: 2 }], [HALL.counters[1]], [8], HALL.missed])
  assert.equal(zoneOf(HALL, []), HALL)
  assert.deepEqual(zoneOf({ ...HALL, missed: undefined }, [1]).missed, [])
})

test("a sign shows whom its counter calls or serves, and for what", () => {
  assert.deepEqual([signOf(HALL, 5).call.seq, signOf(HALL, 6).call.seq], [9, 8])
  assert.deepEqual(signOf(HALL, 6).services, [{ id: 2 }])
})

test("a sign over a counter with nobody at it shows what it gives, one over no counter nothing", () => {
  const calls = [{ ...call(9, 50, "done"), counter_id: 5 }]
  assert.deepEqual(signOf({ ...HALL, calls }, 5), { counter: HALL.counters[0], call: null, services: [{ id: 1 }] })
  assert.equal(signOf(HALL, 99), null)
})

test("a notice is shown until its time, one that is only spoken never", () => {
  const notice = (id, changes) => ({ id, shown: true, until: null, ...changes })
  const notices = [
    notice(1), notice(2, { shown: false }), notice(3, { until: "2026-11-23T07:12:00Z" }), notice(4, { until: "2026-11-23T07:11:00Z" }),
  ]
  assert.deepEqual(noticesAt({ notices }, NOW).map(({ id }) => id), [1, 3])
  assert.deepEqual(noticesAt({}, NOW), [])
})

test("paused counters are told, closed ones only where they are few and the hall is open", () => {
  const counters = (...states) => states.map((state, at) => ({ number: at + 1, state }))
  const resting = (states, branch = OPEN) => restingCounters({ branch, counters: counters(...states) })
  assert.deepEqual(resting(["open", "paused", "closed"]), { paused: [2], closed: [3] })
  assert.deepEqual(resting(["open", ...Array(7).fill("closed")]), { paused: [], closed: [] })
  assert.deepEqual(resting(["closed", "closed"]), { paused: [], closed: [] })
  assert.deepEqual(resting(["paused", "closed"], { open: false }), { paused: [], closed: [] })
})
