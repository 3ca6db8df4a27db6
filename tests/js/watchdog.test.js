import assert from "node:assert/strict"
import { test } from "node:test"
import { mayReload, sawDrawing, sawLink, startWatchdog, wasAsked, whyReload, withReload } from "../../display/static/js/watchdog.js"

const QUIET = { now: 1000, page: "a", server: "a", speaking: false, secondsSinceCall: 60, answers: false }
const why = (dog, changes = {}) => whyReload(dog, { ...QUIET, ...changes })
const dog = startWatchdog(0)
const MINUTE = 60_000

test("a board that is well stays as it is, also before the server told its version", () => {
  assert.deepEqual([why(dog), why(dog, { server: null })], [null, null])
})

test("after an upgrade it waits for a quiet moment", () => {
  assert.equal(why(dog, { server: "b" }), "upgraded")
  assert.equal(why(dog, { server: "b", speaking: true }), null)
  assert.equal(why(dog, { server: "b", secondsSinceCall: 5 }), null)
})

test("a drawing that fails three times in a row is broken, one that succeeds between is not", () => {
  const failed = (results) => results.reduce(sawDrawing, dog)
  assert.equal(why(failed([false, false])), null)
  assert.equal(why(failed([false, false, true, false, false])), null)
  assert.equal(why(failed([false, false, false]), { speaking: true }), "broken")
})

test("a board without fresh pictures for a minute is lost only if the server answers", () => {
  const alive = sawLink(dog, true, 5000)
  assert.equal(why(alive, { now: 64_000, answers: true }), null)
  assert.equal(why(alive, { now: 65_000, answers: true }), "lost")
  assert.equal(why(alive, { now: 65_000, answers: false }), null)
  assert.equal(why(sawLink(alive, true, 60_000), { now: 65_000, answers: true }), null)
})

test("a supervisor's wish is done as soon as nothing is being said", () => {
  assert.equal(why(wasAsked(dog), { secondsSinceCall: 1 }), "asked")
  assert.equal(why(wasAsked(dog), { speaking: true }), null)
})

test("it is never loaded again and again: minutes apart, and a few times an hour", () => {
  const now = 100 * MINUTE
  assert.equal(mayReload("broken", [], now), true)
  assert.equal(mayReload("broken", [now - MINUTE], now), false)
  assert.equal(mayReload("broken", [now - 3 * MINUTE], now), true)
  assert.equal(mayReload("upgraded", Array.from({ length: 8 }, (_, at) => now - (4 + at) * MINUTE), now), false)
  assert.equal(mayReload("asked", [now - MINUTE], now), true)
  assert.equal(mayReload("asked", [now - 5000], now), false)
})

test("what is older than an hour, or lies in the future of a clock that was put back, is forgotten", () => {
  const now = 100 * MINUTE
  assert.deepEqual(withReload([now - 61 * MINUTE, now - MINUTE, now + MINUTE], now), [now - MINUTE, now])
  assert.equal(mayReload("broken", [now + MINUTE], now), true)
})
