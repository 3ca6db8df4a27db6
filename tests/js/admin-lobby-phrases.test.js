import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { test } from "node:test"
import { makeDates } from "#shared/dates.js"
import { makeWords } from "#shared/words.js"
import { displaysOf } from "../../server/admin/static/js/lobby/displays.js"
import * as phrases from "../../server/admin/static/js/lobby/phrases.js"
import { startSound } from "../../server/admin/static/js/lobby/sounds.js"
import { NOW } from "./admin-hall.js"
import { display, DISPLAYS, medium, NOTICE, SOUND, VERSION } from "./admin-lobby-hall.js"

const ROOMS = ["admin", "shared"]
const MONTHS = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]
const WEEKDAYS = ["دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"]
const LANGUAGES = [
  { code: "fa", name: "فارسی", direction: "rtl", digits: "۰۱۲۳۴۵۶۷۸۹", calendar: "jalali", months: MONTHS, weekdays: WEEKDAYS, date: "{day} {month} {year}" },
  { code: "en", name: "English", direction: "ltr", digits: "0123456789", calendar: "gregorian", months: [], weekdays: [], date: "{day} {month} {year}" },
]
const catalogue = (code) => Object.fromEntries(ROOMS.flatMap((room) => {
  const text = readFileSync(new URL(`../../server/languages/${code}/${room}.po`, import.meta.url), "utf8")
  return [...text.matchAll(/^msgid "(.+)"\nmsgstr "(.*)"$/gm)].map(([, key, said]) => [key, said])
}))
const WORDS = { fa: catalogue("fa"), en: catalogue("en") }
const wordsIn = (language) => makeWords({ words: WORDS, language, languages: LANGUAGES })
const fa = wordsIn("fa")
const dates = makeDates({ words: fa, timeZone: "Asia/Tehran" })
const bare = (texts) => texts.map((text) => text.replace(/[\u2066-\u2069]/g, ""))
const row = (id) => displaysOf(DISPLAYS, NOW, VERSION).find((one) => one.id === id)

test("the sound of a hall is told in whole sentences", () => {
  const values = { ...startSound(SOUND), second: "en", hours: [{ from: "13:00", until: "۱۴", volume: 0 }, { from: "22:00", until: "6:00", volume: 40 }] }

  assert.deepEqual(bare(phrases.soundTexts(values, fa)), [
    "هر فراخوان ۲ بار گفته می‌شود: فارسی و سپس انگلیسی.",
    "پیش از هر فراخوان زنگ می‌نوازد.",
    "بلندی صدا ۸۰ از صد است.",
    "از ۱۳:۰۰ تا ۱۴:۰۰ هیچ صدایی نمی‌آید.",
    "از ۲۲:۰۰ تا ۰۶:۰۰ روز بعد بلندی صدا ۴۰ از صد است.",
  ])
})

test("a row of the hours says nothing until it is one", () => {
  const values = { ...startSound(SOUND), times: 1, chime: false, hours: [{ from: "13:00", until: "1", volume: 0 }, { from: "13", until: "", volume: 0 }] }

  assert.deepEqual(bare(phrases.soundTexts(values, wordsIn("en"))), [
    "Each call is said once: Persian.", "No chime comes before.", "The volume is 80 percent.", "From 13:00 until 01:00 the next day nothing sounds.",
  ])
})

test("a hall that is quiet all day says so, and nothing of how it would sound", () => {
  const quiet = { ...startSound(SOUND), volume: 0 }
  const noon = { ...quiet, hours: [{ from: "12:00", until: "13:00", volume: 50 }] }

  assert.deepEqual(phrases.soundTexts(quiet, wordsIn("en")), ["Nothing sounds; calls are only shown."])
  assert.deepEqual(bare(phrases.soundTexts(noon, wordsIn("en"))).slice(2), [
    "Nothing sounds; calls are only shown.", "From 12:00 until 13:00 the volume is 50 percent.",
  ])
})

test("a display says how it is, and what to do when the last row cannot read it", () => {
  assert.equal(phrases.stageText(row(2), fa, dates), "۷ دقیقه است که خبری از آن نیست. برق و شبکهٔ آن را ببینید.")
  assert.equal(
    phrases.warningText("illegible", row(4), fa, dates),
    "ردیف آخر، در ۸ متری، روی این صفحهٔ ۴۳ اینچی نمی‌خواند. چینشی خلوت‌تر، یک زبان، یا نمایشگری بزرگ‌تر بگذارید.",
  )
})

test("a look is told in short", () => {
  const told = ({ look }) => bare(phrases.lookTexts(look, DISPLAYS, fa))

  assert.deepEqual([row(2), row(3), row(4)].map(told), [
    ["فارسی و انگلیسی", "۴۳ اینچ، تا ۸ متر", "در همهٔ سالن"],
    ["فارسی", "فقط پروانه", "۴۳ اینچ، تا ۸ متر", "در همهٔ سالن"],
    ["فارسی", "باجهٔ ۶", "۴۳ اینچ، تا ۸ متر", "در desk"],
  ])
})

test("a sign over a counter that is gone says so", () => {
  const { look } = display(1, { layout: "counter", counter_id: 99 })

  assert.equal(phrases.lookTexts(look, DISPLAYS, fa)[1], "باجهٔ آن دیگر در سالن نیست")
})

test("what a field takes is told in the numbers of the language", () => {
  assert.deepEqual(phrases.limitTexts("metres", fa), { least: "۰٫۵", most: "۱۰۰" })
  assert.deepEqual(phrases.limitTexts("name", fa), { least: "", most: "" })
})

test("a part of a metre is written as the language writes it", () => {
  const { look } = display(1, { viewing_metres: 2.5 })

  assert.equal(phrases.lookTexts(look, DISPLAYS, fa)[1], "۴۳ اینچ، تا ۲٫۵ متر")
})

test("a notice tells how it is brought and until when; only another day has its date", () => {
  const until = (moment) => bare(phrases.noticeTexts({ ...NOTICE, until: moment }, fa, dates, NOW, "Asia/Tehran"))

  assert.deepEqual(until(null), ["نشان داده می‌شود و گفته شد", "از ساعت ۱۰:۱۰", "تا وقتی برداشته شود"])
  assert.equal(until("2026-11-23T10:30:00Z")[2], "تا ساعت ۱۴:۰۰")
  assert.equal(until("2026-11-24T10:30:00Z")[2], "تا ۳ آذر ۱۴۰۵ ساعت ۱۴:۰۰")
})

test("a medium tells its days in the order of the week, its times, or that it is always on", () => {
  const told = (more) => bare(phrases.timingTexts(medium(1, 1, more), fa))

  assert.deepEqual(told({}), ["همیشه"])
  assert.deepEqual(told({ first_day: "2026-11-25", last_day: "2026-12-01", weekdays: [0, 5, 6], from: "08:00" }), [
    "از ۴ آذر ۱۴۰۵ تا ۱۰ آذر ۱۴۰۵", "شنبه، یکشنبه، دوشنبه", "از ساعت ۰۸:۰۰",
  ])
  assert.deepEqual(phrases.mediumTexts(medium(1, 1), fa), ["عکس", "۱۰ ثانیه", "۲٫۰ مگابایت"])
  assert.deepEqual(phrases.mediumTexts(medium(1, 1, { bytes: 1500 }), fa)[2], "۲ کیلوبایت")
})

test("every text that the room names is in the catalogues", () => {
  const folder = new URL("../../server/admin/static/js/lobby/", import.meta.url)
  const sources = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".js")).map((name) => readFileSync(new URL(name, folder), "utf8"))
  const named = new Set(sources.flatMap((source) => [...source.matchAll(/["`](admin\.[a-z_.]+[a-z])["`]/g)].map(([, key]) => key)))

  assert.ok(named.size > 60)
  for (const words of ["fa", "en"].map(wordsIn)) assert.deepEqual([...named].filter((key) => !words.has(key)), [])
})
