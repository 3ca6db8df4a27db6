import assert from "node:assert/strict"
import { test } from "node:test"
import { isLooped, mediumAfter, mediumOn } from "../../display/static/js/media.js"

const TEHRAN = { timeZone: "Asia/Tehran" }
// Monday 10:40 in Tehran.
const NOW = Date.parse("2026-11-23T07:10:00Z")

const image = (id, changes = {}) => ({
  id, kind: "image", seconds: 10, first_day: null, last_day: null, weekdays: [], from: null, until: null, place: id, ...changes,
})
const isOn = (changes, moment = NOW) => mediumOn(null, [image(1, changes)], moment, TEHRAN) !== null

/** The ids that are on while so many seconds pass. */
function played(media, seconds, options = TEHRAN) {
  const ids = []
  let playing = null
  for (let second = 0; second < seconds; second += 1) {
    playing = mediumOn(playing, media, NOW + second * 1000, options)
    if (ids.at(-1) !== playing?.id) ids.push(playing?.id)
  }
  return ids
}

test("media come in their order, each for its seconds, again and again", () => {
  assert.deepEqual(played([image(3), image(1, { seconds: 5 }), image(2, { place: 9 })], 30), [1, 3, 2, 1])
})

test("a medium has days, weekdays and times of the hall's clock, whose ends are not part of it", () => {
  assert.equal(isOn({ first_day: "2026-11-23", last_day: "2026-11-23" }), true)
  assert.equal(isOn({ first_day: "2026-11-24" }), false)
  assert.equal(isOn({ last_day: "2026-11-22" }), false)
  assert.equal(isOn({ weekdays: [0] }), true)
  assert.equal(isOn({ weekdays: [1, 6] }), false)
  assert.equal(isOn({ from: "10:40", until: "10:41" }), true)
  assert.equal(isOn({ from: "09:00", until: "10:40" }), false)
  assert.equal(isOn({ from: "10:41" }), false)
})

test("the day is the hall's, and times may go over midnight", () => {
  const afterMidnight = Date.parse("2026-11-23T20:40:00Z")
  assert.equal(isOn({ first_day: "2026-11-24", weekdays: [1] }, afterMidnight), true)
  assert.equal(isOn({ from: "22:00", until: "06:00" }, afterMidnight), true)
  assert.equal(isOn({ from: "22:00", until: "06:00" }), false)
})

test("one that could not be loaded is skipped, and when none is left nothing is on", () => {
  assert.deepEqual(played([image(1), image(2), image(3)], 25, { ...TEHRAN, failed: [2] }), [1, 3, 1])
  assert.equal(mediumOn(null, [image(1)], NOW, { ...TEHRAN, failed: [1] }), null)
  assert.equal(mediumOn({ id: 1, since: NOW }, [], NOW, TEHRAN), null)
})

test("a medium that is taken away while it is on makes room for the next", () => {
  const playing = { id: 2, since: NOW }
  assert.equal(mediumOn(playing, [image(1), image(3)], NOW + 1000, TEHRAN).id, 1)
})

test("a video plays until its end, whatever the server has counted", () => {
  const counted = [image(1, { kind: "video", seconds: 31 }), image(2)]
  const playing = { id: 1, since: NOW, length: 30.2 }
  assert.equal(isLooped(counted[0], playing.length), false)
  assert.equal(mediumOn(playing, counted, NOW + 31_000, TEHRAN), playing)
  assert.equal(mediumOn({ ...playing, ended: true }, counted, NOW + 31_000, TEHRAN).id, 2)
})

test("a wish makes a video longer, in which it begins again, or cuts it", () => {
  const wished = (seconds) => [image(1, { kind: "video", seconds }), image(2)]
  const playing = { id: 1, since: NOW, length: 30.2 }
  assert.deepEqual([isLooped(wished(90)[0], 30.2), isLooped(wished(90)[0], undefined), isLooped(wished(10)[0], 30.2)], [true, false, false])
  assert.deepEqual([89, 90].map((second) => mediumOn(playing, wished(90), NOW + second * 1000, TEHRAN).id), [1, 2])
  assert.deepEqual([9, 10].map((second) => mediumOn(playing, wished(10), NOW + second * 1000, TEHRAN).id), [1, 2])
})

test("a video that never comes to its end makes room after a quarter of an hour", () => {
  const media = [image(1, { kind: "video", seconds: 31 }), image(2)]
  const playing = { id: 1, since: NOW, length: 30.2 }
  assert.deepEqual([899, 900].map((second) => mediumOn(playing, media, NOW + second * 1000, TEHRAN).id), [1, 2])
})

test("a video without seconds plays until its end", () => {
  const media = [image(1, { kind: "video", seconds: null }), image(2)]
  const playing = { id: 1, since: NOW, length: 130 }
  assert.equal(mediumOn(playing, media, NOW + 120_000, TEHRAN), playing)
  assert.equal(mediumOn({ ...playing, ended: true }, media, NOW + 120_000, TEHRAN).id, 2)
})

test("a video that does not begin gives up its place after its seconds, or twenty", () => {
  const playing = { id: 1, since: NOW }
  const onAfter = (own, seconds) => mediumOn(playing, [image(1, { kind: "video", seconds: own }), image(2)], NOW + seconds * 1000, TEHRAN).id
  assert.deepEqual([onAfter(null, 19), onAfter(null, 20), onAfter(3, 19), onAfter(3, 20)], [1, 2, 1, 2])
  assert.deepEqual([onAfter(90, 89), onAfter(90, 90)], [1, 2])
})

test("a video whose file does not tell its length plays to its end, or for as long as was wished", () => {
  const endless = { id: 1, since: NOW, length: Infinity }
  const onAfter = (own, seconds) => mediumOn(endless, [image(1, { kind: "video", seconds: own }), image(2)], NOW + seconds * 1000, TEHRAN).id
  assert.deepEqual([onAfter(null, 800), onAfter(40, 39), onAfter(40, 40)], [1, 1, 2])
})

test("the only medium begins again, one that is alone has none after it", () => {
  const media = [image(1, { kind: "video", seconds: null })]
  assert.deepEqual(mediumOn({ id: 1, since: NOW, ended: true }, media, NOW + 5000, TEHRAN), { id: 1, since: NOW + 5000 })
  assert.equal(mediumAfter({ id: 1, since: NOW }, media, NOW, TEHRAN), null)
  assert.equal(mediumAfter({ id: 1, since: NOW }, [...media, image(2)], NOW, TEHRAN).id, 2)
})

test("a clock that is put back lets the next one begin", () => {
  assert.equal(mediumOn({ id: 1, since: NOW + 3_600_000 }, [image(1), image(2)], NOW, TEHRAN).id, 2)
})
