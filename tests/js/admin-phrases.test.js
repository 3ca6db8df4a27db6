import assert from "node:assert/strict"
import { test } from "node:test"
import { makeDates } from "#shared/dates.js"
import { makeWords } from "#shared/words.js"
import { countersOf } from "../../server/admin/static/js/board/counters.js"
import { figureText, stageDetail, stageText } from "../../server/admin/static/js/board/phrases.js"
import { BOARD, NOW } from "./admin-hall.js"

const EN = {
  "shared.locale": "en-GB", "shared.minutes": "{count} min", "shared.hours": "{count} h", "shared.hours_and_minutes": "{hours} {minutes}",
  "admin.stage.idle": "Idle", "admin.stage.paused": "Paused: {reason}",
  "admin.stage.serving": "Serving", "admin.stage.closed": "Closed", "admin.stage.free": "Ready",
  "admin.stage.idle.more": "{count} waiting, {time}", "admin.stage.free.more": "nobody, {time}", "admin.stage.since": "for {time}",
  "admin.figure.none": "-", "admin.figure.percent": "{percent}%",
}
const words = makeWords({ words: { en: EN }, language: "en", languages: [{ code: "en", name: "English", direction: "ltr" }] })
const dates = makeDates({ words, timeZone: "Asia/Tehran" })
const rows = countersOf(BOARD, NOW)
const told = (number) => {
  const row = rows.find((one) => one.number === number)
  return [stageText(row, words).replace(/[\u2066-\u2069]/g, ""), stageDetail(row, words, dates)]
}

test("an idle counter says whom it leaves waiting, and since when", () => {
  assert.deepEqual(told(8), ["Idle", "10 waiting, 6 min"])
})

test("every other state says since when; with a ticket in hand the ticket's time tells it", () => {
  assert.deepEqual([4, 7, 1].map(told), [["Paused: Break", "for 14 min"], ["Ready", "nobody, 1 h 30 min"], ["Serving", null]])
})

test("a counter that was never opened has no since", () => {
  const row = { ...rows.find((one) => one.state === "closed"), sinceSeconds: null }

  assert.deepEqual([stageText(row, words), stageDetail(row, words, dates)], ["Closed", null])
})

test("a figure without anything to tell is a dash, a share is a percentage", () => {
  const figures = [{ kind: "count", value: 0 }, { kind: "duration", value: null }, { kind: "share", value: 0.834 }, { kind: "duration", value: 671 }]

  assert.deepEqual(figures.map((figure) => figureText(figure, words, dates)), ["0", "-", "83%", "11 min"])
})
