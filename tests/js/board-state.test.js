import assert from "node:assert/strict"
import { test } from "node:test"
import {
  branchOf, languagesOf, played, seenOf, soundOf, startState, statusOf, volumeOf, withFailed, withMedium,
} from "../../display/static/js/state.js"

const NOW = Date.parse("2026-11-23T07:10:30Z")
const BRANCH = { languages: ["ckb", "fa"], time_zone: "Asia/Tehran" }
const PICTURE = { seq: 9, branch: BRANCH, calls: [{ called_at: "2026-11-23T07:10:00Z" }] }
const LOOK = { layout: "media", languages: [], inches: 43, viewing_metres: 5 }
const known = (changes = {}) => ({ ...startState(null), picture: PICTURE, ...changes })
const NOBODY_ASKED = { asked: false, first: "fa" }

test("a board writes in the languages of its look, else in the hall's first, else in the page's", () => {
  assert.deepEqual(languagesOf(known(), { languages: ["en", "ar"] }, NOBODY_ASKED), ["en", "ar"])
  assert.deepEqual(languagesOf(known(), LOOK, NOBODY_ASKED), ["ckb"])
  assert.deepEqual(languagesOf(startState({ picture: PICTURE }), LOOK, NOBODY_ASKED), ["ckb"])
  assert.deepEqual(languagesOf(startState(null), LOOK, NOBODY_ASKED), ["fa"])
  assert.deepEqual(languagesOf(known(), { languages: ["en", "ar"] }, { asked: true, first: "azb" }), ["azb"])
})

test("a hall that was never set up for sound speaks its first language, not that of a board", () => {
  assert.deepEqual(soundOf(known(), { languages: [], times: 2 }, "fa"), { languages: ["ckb"], times: 2 })
  assert.deepEqual(soundOf(startState(null), { languages: [] }, "fa"), { languages: ["fa"] })
  const sound = { languages: ["en"] }
  assert.equal(soundOf(known(), sound, "fa"), sound)
})

test("the volume is that of the hall's hour, and before the first picture nothing sounds", () => {
  const sound = { volume: 80, hours: [{ from: "10:00", until: "11:00", volume: 20 }] }
  assert.deepEqual([volumeOf(known(), sound, NOW), volumeOf(startState(null), sound, NOW)], [20, 0])
})

test("before the first picture the hall of the kept one is known, if there is one", () => {
  assert.deepEqual([branchOf(startState({ picture: PICTURE })), branchOf(startState(null)), branchOf(known())], [BRANCH, null, BRANCH])
})

const MEDIA = [1, 2].map((id) => ({ id, kind: "image", seconds: 10, weekdays: [], place: id }))

test("media play on their layout alone, and what failed is passed over", () => {
  const plan = { look: LOOK, media: MEDIA }
  assert.deepEqual(played(known(), plan, NOW).playing, { id: 1, since: NOW })
  assert.deepEqual(played(withFailed(known(), 1), plan, NOW).playing, { id: 2, since: NOW })
  assert.equal(played(known(), { ...plan, look: { layout: "calls" } }, NOW).playing, null)
  assert.equal(played(startState(null), plan, NOW).playing, null)
})

test("what the player finds out counts for the medium that is on", () => {
  const state = known({ playing: { id: 2, since: NOW } })
  assert.deepEqual(withMedium(state, 2, { length: 31 }).playing, { id: 2, since: NOW, length: 31 })
  assert.equal(withMedium(state, 1, { ended: true }), state)
  const nothing = known()
  assert.equal(withMedium(nothing, 1, { ended: true }), nothing)
})

test("the watchdog sees whether something is said, when the last call was, and whether the picture is fresh", () => {
  assert.deepEqual(seenOf(known(), NOW), { speaking: false, secondsSinceCall: 30, fresh: true })
  assert.deepEqual(seenOf(known({ stale: 7, speaking: { seq: 9 } }), NOW), { speaking: true, secondsSinceCall: 30, fresh: false })
  assert.equal(seenOf(startState(null), NOW).fresh, false)
  assert.ok(seenOf(known({ picture: { ...PICTURE, calls: [] } }), NOW).secondsSinceCall > 3600)
})

test("a status tells the picture's true age, a dead push channel, and how the board is drawn", () => {
  const seen = { look: LOOK, screen: { width: 1920, height: 1080 }, audio: "stuck", age: 3.4, drawn: { callPx: 300, textPx: 100 } }
  assert.deepEqual(statusOf(known({ pushless: true }), seen), {
    lag_seconds: 3, seq: 9, pushless: true, audio: "stuck", width: 1920, height: 1080, legible: true,
  })
  const none = statusOf(startState(null), { ...seen, age: null, drawn: { callPx: 20, textPx: 10 } })
  assert.deepEqual([none.lag_seconds, none.seq, none.pushless, none.legible], [null, null, false, false])
})
