import assert from "node:assert/strict"
import { test } from "node:test"
import { hallClock, isWithin } from "../../display/static/js/hours.js"

test("a hall's clock tells its own day, weekday and time", () => {
  assert.deepEqual(hallClock(new Date("2026-11-23T20:40:00Z"), "Asia/Tehran"), { day: "2026-11-24", weekday: 1, time: "00:10" })
  assert.deepEqual(hallClock(Date.parse("2026-11-23T07:10:59Z"), "Europe/Warsaw"), { day: "2026-11-23", weekday: 0, time: "08:10" })
})

test("a stretch of the day ends before its end, may be open on either side, and may go over midnight", () => {
  const within = (from, until, ...times) => times.map((time) => isWithin({ from, until }, time))
  assert.deepEqual(within("13:00", "14:00", "12:59", "13:00", "13:59", "14:00"), [false, true, true, false])
  assert.deepEqual(within("22:00", "06:30", "21:59", "22:00", "00:00", "06:29", "06:30"), [false, true, true, true, false])
  assert.deepEqual(within(null, "06:30", "00:00", "06:30"), [true, false])
  assert.deepEqual(within("22:00", null, "21:59", "23:59"), [false, true])
  assert.deepEqual(within(null, null, "12:00"), [true])
})
