import assert from "node:assert/strict"
import { test } from "node:test"
import { isFresh, nextStep, seeCalls, startEyes } from "../../display/static/js/eyes.js"

const NOW = Date.parse("2026-11-23T07:10:30Z")
const CALLED_AT = "2026-11-23T07:10:25Z"
const LONG_AGO = "2026-11-23T07:09:59Z"

function call(seq, changes = {}) {
  return { seq, state: "called", called_at: CALLED_AT, ...changes }
}

function picture(seq, ...calls) {
  return { seq, calls }
}

/** The seqs of a picture's calls that flash. */
function flashing(eyes, { calls }, now) {
  return calls.filter((one) => isFresh(eyes, one, now)).map(({ seq }) => seq)
}

test("what stands on the board when it is first opened does not flash, what comes then does", () => {
  const first = picture(5, call(5))
  const eyes = seeCalls(startEyes(null, first), first, NOW)
  assert.deepEqual(flashing(eyes, first, NOW), [])
  const next = picture(6, call(6), call(5))
  assert.deepEqual(flashing(seeCalls(eyes, next, NOW), next, NOW), [6])
})

test("a call that came while the page was loaded again flashes, as it is said", () => {
  const first = picture(7, call(7), call(6), call(5))
  assert.deepEqual(flashing(seeCalls(startEyes(5, first), first, NOW), first, NOW), [7, 6])
})

test("a server whose numbers begin again is followed", () => {
  const first = picture(2, call(2))
  const next = picture(3, call(3), call(2))
  const eyes = seeCalls(startEyes(50, first), first, NOW)
  assert.deepEqual(flashing(seeCalls(eyes, next, NOW), next, NOW), [3])
})

test("a call flashes for some seconds, however often it is drawn anew, and never again", () => {
  const [first, next] = [picture(5), picture(6, call(6))]
  const seen = seeCalls(seeCalls(startEyes(null, first), first, NOW), next, NOW)
  const at = (milliseconds) => flashing(seeCalls(seen, next, NOW + milliseconds), next, NOW + milliseconds)
  assert.deepEqual([at(0), at(3_999), at(4_000), at(600_000)], [[6], [6], [], []])
})

test("a call that is too old to be said, or whose visitor has come, does not flash", () => {
  const [first, next] = [picture(5), picture(7, call(7, { state: "serving" }), call(6, { called_at: LONG_AGO }))]
  assert.deepEqual(flashing(seeCalls(startEyes(null, first), next, NOW), next, NOW), [])
})

test("a recall flashes again", () => {
  const [first, next] = [picture(6, call(6)), picture(7, call(7))]
  assert.deepEqual(flashing(seeCalls(startEyes(null, first), next, NOW), next, NOW), [7])
})

test("whatever begins to flash waits for the common step, of which there are fewer than two in a second", () => {
  const begins = [0, 1, 350, 699, 700].map(nextStep)
  assert.deepEqual(begins, [0, 700, 700, 700, 700])
  assert.ok(1000 / (nextStep(701) - nextStep(1)) < 2)
})
