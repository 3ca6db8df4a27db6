import assert from "node:assert/strict"
import { test } from "node:test"
import { lookBody, startLook } from "../../server/admin/static/js/lobby/looks.js"
import { bodyOf, fileProblem, mediumBody, moves, slideBody, startMedium } from "../../server/admin/static/js/lobby/media.js"
import { noticeBody, startNotice } from "../../server/admin/static/js/lobby/notices.js"
import { hourChanged, soundBody, startSound, withHour, withoutHour } from "../../server/admin/static/js/lobby/sounds.js"
import { NOW } from "./admin-hall.js"
import { display, medium, SOUND } from "./admin-lobby-hall.js"

const CONTEXT = { languages: ["fa", "en"], timeZone: "Asia/Tehran", now: NOW }
const look = (change = {}) => lookBody({ ...startLook(display(1)), ...change })
const sound = (change = {}) => soundBody({ ...startSound(SOUND), ...change })
const notice = (change = {}) => noticeBody({ ...startNotice(null, CONTEXT), ...change }, CONTEXT)
const timed = (change = {}, of = medium(1, 4)) => mediumBody({ ...startMedium(of), ...change }, CONTEXT, of)

test("a form that nobody changes gives back what it was begun with", () => {
  const { layout, languages, inches, viewing_metres, service_ids, counter_id, zone, speaks } = display(1).look

  assert.deepEqual(look(), { body: { layout, languages, inches, viewing_metres, service_ids, counter_id, zone, speaks } })
  assert.deepEqual(sound(), { body: SOUND })
  assert.deepEqual(timed().body, bodyOf(medium(1, 4)))
})

test("sizes are read in any digits; the same language twice is one", () => {
  const { body } = look({ inches: "۵۵", metres: "۱۲٫۵", first: "en", second: "en", zone: " east " })

  assert.deepEqual([body.inches, body.viewing_metres, body.languages, body.zone], [55, 12.5, ["en"], "east"])
})

test("no part of the hall named is the whole of it", () => {
  assert.deepEqual([startLook(display(1)).zone, look({ zone: " " }).body.zone], ["", "hall"])
})

test("a look says what it lacks", () => {
  const lacking = [
    { layout: "service" }, { layout: "counter" }, { inches: "wide" }, { inches: "3" }, { metres: "" },
  ].map((change) => look(change).problem)

  assert.deepEqual(lacking, ["services", "counter", "inches", "inches", "metres"])
})

test("the smallest sign and the largest wall that a set-up file may name can be saved again", () => {
  const { body } = look({ inches: "500", metres: "0.5" })

  assert.deepEqual([body.inches, body.viewing_metres], [500, 0.5])
  assert.equal(timed({}, medium(1, 4, { seconds: 86_400 })).body.seconds, 86_400)
})

test("a sign has its counter and no services; any other look has no counter", () => {
  const sign = look({ layout: "counter", counter: "6", services: [1] }).body
  const board = look({ layout: "service", counter: "6", services: [1] }).body

  assert.deepEqual([sign.counter_id, sign.service_ids], [6, []])
  assert.deepEqual([board.counter_id, board.service_ids], [null, [1]])
})

test("hours are added, changed and taken away, and the first that is none is told", () => {
  const two = withHour(withHour([]))
  const typed = hourChanged(hourChanged(two, 0, { from: "۱۳", until: "14:00" }), 1, { from: "22:00", until: "6:30", volume: 40 })

  assert.deepEqual(sound({ hours: typed }).body.hours, [
    { from: "13:00", until: "14:00", volume: 0 }, { from: "22:00", until: "06:30", volume: 40 },
  ])
  assert.deepEqual(sound({ hours: hourChanged(typed, 1, { until: "22" }) }), { problem: "hours", row: 1 })
  assert.deepEqual(sound({ hours: withoutHour(withoutHour(typed, 1), 0) }).body.hours, [])
})

test("a notice needs its first language, and a way to reach people", () => {
  assert.equal(notice({ texts: { fa: " ", en: "Only English" } }).problem, "text")
  assert.equal(notice({ texts: { fa: "متن" }, shown: false }).problem, "way")
  assert.deepEqual(notice({ texts: { fa: " متن ", en: "" } }).body, { texts: { fa: "متن" }, spoken: false, shown: true, until: null })
})

test("a notice ends by the hall's clock, and not in the past", () => {
  const until = (change) => notice({ texts: { fa: "متن" }, ending: "at", ...change })

  assert.equal(until({ time: "۱۳:۰۰" }).body.until, "2026-11-23T09:30:00.000Z")
  assert.deepEqual([until({ time: "" }).problem, until({ time: "9:00" }).problem], ["time", "past"])
  assert.equal(until({ time: "", shown: false, spoken: true }).body.until, null)
})

test("a medium is on some days at some times, and says what is wrong with them", () => {
  const { body } = timed({ first_day: "2026-11-25", weekdays: [5, 0], from: "۸", until: "12:00", seconds: "۱۵" })
  const wrong = [
    { name: " " }, { seconds: "0" }, { seconds: "2.5" }, { first_day: "2026-11-26", last_day: "2026-11-25" }, { weekdays: [] }, { from: "25" },
    { from: "8", until: "08:00" },
  ].map((change) => timed(change).problem)

  assert.deepEqual([body.first_day, body.last_day, body.weekdays, body.from, body.until, body.seconds, body.place], [
    "2026-11-25", null, [0, 5], "08:00", "12:00", 15, 4,
  ])
  assert.deepEqual(wrong, ["name", "seconds", "seconds", "days", "weekdays", "times", "times"])
})

test("a video lasts as long as it does", () => {
  assert.equal(timed({}, medium(1, 1, { kind: "video", seconds: null })).body.seconds, null)
})

test("a slide needs a title in the hall's first language, and leaves out what nobody wrote", () => {
  const texts = { fa: { title: "عنوان", body: " " }, en: { title: "", body: "" } }

  assert.equal(slideBody({ texts: { en: { title: "Title" } } }, CONTEXT).problem, "title")
  assert.deepEqual(slideBody({ texts }, CONTEXT).body, { kind: "slide", name: "عنوان", texts: '{"fa":{"title":"عنوان","body":""}}' })
})

test("a file that no board plays, or that is too large, is told before it is sent", () => {
  const files = [["image/png", 10_485_760], ["image/png", 10_485_761], ["video/mp4", 20_000_000], ["image/svg+xml", 10], ["", 10], ["image/webp", 0]]

  assert.deepEqual(files.map(([type, size]) => fileProblem({ type, size })?.code), [
    undefined, "too_large", undefined, "type_refused", "type_refused", "file_empty",
  ])
})

test("one step in the order tells the server only of those that stand elsewhere now", () => {
  const places = (list, id, by) => moves(list, id, by).map(({ medium: { id: one }, place }) => [one, place])
  const list = [medium(1, 0), medium(2, 1), medium(3, 2)]

  assert.deepEqual(places(list, 3, -1), [[3, 1], [2, 2]])
  assert.deepEqual([places(list, 1, -1), places(list, 3, 1)], [[], []])
  assert.deepEqual(places([medium(1, 0), medium(2, 0)], 1, 1), [[1, 1]])
})
