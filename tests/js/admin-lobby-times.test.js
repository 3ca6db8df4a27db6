import assert from "node:assert/strict"
import { test } from "node:test"
import { calendarDay, isoDay, localOf, momentOf, nearestDay, timeOf } from "../../server/admin/static/js/lobby/times.js"

test("a time of day is read in any digits, with or without its minutes", () => {
  assert.deepEqual(["۹:۳۰", "٠٩:٠٥", "13", " 7:00 ", ""].map(timeOf), ["09:30", "09:05", "13:00", "07:00", ""])
})

test("what is no time of day is told from nothing", () => {
  assert.deepEqual(["24:00", "9:60", "9.30", "noon", "123:00"].map(timeOf), [null, null, null, null, null])
})

test("a day is chosen in the calendar of its language and kept as it is everywhere", () => {
  assert.equal(isoDay({ year: 1405, month: 9, day: 4 }, "jalali"), "2026-11-25")
  assert.deepEqual(calendarDay("2026-11-25", "jalali"), { year: 1405, month: 9, day: 4 })
  assert.equal(isoDay({ year: 2026, month: 11, day: 25 }, "gregorian"), "2026-11-25")
})

test("every day of twelve Jalali years is found again", () => {
  const first = Date.parse("2021-03-21T00:00:00Z")
  const days = Array.from({ length: 12 * 365 }, (_, at) => new Date(first + at * 86_400_000).toISOString().slice(0, 10))

  assert.deepEqual(days.map((iso) => isoDay(calendarDay(iso, "jalali"), "jalali")), days)
})

test("a month has the days that it has: 1404 is no leap year, 1403 is", () => {
  const lastOf = (year) => isoDay({ year, month: 12, day: 30 }, "jalali")

  assert.deepEqual([lastOf(1403), lastOf(1404)], ["2025-03-20", null])
  assert.equal(nearestDay({ year: 1405, month: 7, day: 31 }, "jalali"), isoDay({ year: 1405, month: 7, day: 30 }, "jalali"))
  assert.equal(nearestDay({ year: 2026, month: 2, day: 31 }, "gregorian"), "2026-02-28")
})

test("the hall's clock and the server's agree, on both sides of a change of the clock", () => {
  const there = (day, time, zone) => momentOf({ day, time }, zone)

  assert.equal(there("2026-11-25", "13:30", "Asia/Tehran"), "2026-11-25T10:00:00.000Z")
  assert.deepEqual(localOf("2026-11-25T22:00:00Z", "Asia/Tehran"), { day: "2026-11-26", time: "01:30" })
  assert.deepEqual([there("2026-03-29", "00:30", "Europe/Berlin"), there("2026-03-29", "12:00", "Europe/Berlin")], [
    "2026-03-28T23:30:00.000Z", "2026-03-29T10:00:00.000Z",
  ])
})
