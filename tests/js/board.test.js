import assert from "node:assert/strict"
import { test } from "node:test"
import { panelCalls, recentCalls, serviceOf, stripPages, tickerParts, turn } from "../../display/static/js/board.js"

const NOW = Date.parse("2026-11-23T07:11:00Z")
const OPEN = { open: true }

function call(seq, second, state = "called") {
  return { seq, ticket_id: seq, service_id: 1, state, called_at: `2026-11-23T07:10:${String(second).padStart(2, "0")}Z` }
}

const seqs = (calls) => calls.map((one) => one.seq)

test("the newest call has the panel to itself, whatever became of it", () => {
  const picture = { branch: OPEN, calls: [call(9, 50, "done"), call(8, 20)] }
  assert.deepEqual([seqs(panelCalls(picture, NOW)), seqs(recentCalls(picture, NOW))], [[9], [8]])
})

test("two calls at once share the panel, a third stands first among the recent", () => {
  const picture = { branch: OPEN, calls: [call(9, 50), call(8, 49), call(7, 48), call(6, 10)] }
  assert.deepEqual([seqs(panelCalls(picture, NOW)), seqs(recentCalls(picture, NOW))], [[9, 8], [7, 6]])
})

test("a call whose visitor has come gives up its half", () => {
  assert.deepEqual(seqs(panelCalls({ branch: OPEN, calls: [call(9, 50), call(8, 49, "serving")] }, NOW)), [9])
})

test("an empty hall has an empty panel", () => {
  const picture = { branch: OPEN, calls: [] }
  assert.deepEqual([panelCalls(picture, NOW), recentCalls(picture, NOW)], [[], []])
})

test("ten minutes after its last call a closed hall has no number on the panel, an open one keeps it", () => {
  const calls = [call(9, 50), call(8, 20)]
  const shown = (branch, minutes) => {
    const moment = new Date(calls[0].called_at).getTime() + minutes * 60_000 + 1
    return [panelCalls, recentCalls].map((which) => seqs(which({ branch, calls }, moment)))
  }
  assert.deepEqual(shown({ open: false }, 9), [[9], [8]])
  assert.deepEqual(shown({ open: false }, 10), [[], [9, 8]])
  assert.deepEqual(shown({ open: true }, 10), [[9], [8]])
})

test("a call of a deleted service is still shown", () => {
  assert.equal(serviceOf({ services: [{ id: 2 }] }, call(9, 50)), undefined)
})

test("the strip is paged evenly", () => {
  const sizes = (count) => stripPages(Array.from({ length: count })).map((page) => page.length)
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
