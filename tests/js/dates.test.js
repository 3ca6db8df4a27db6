import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { makeDates } from "#shared/dates.js"
import { makeWords } from "#shared/words.js"

/** The shipped catalogues, so that a placeholder lost in one is found here. */
function catalogue(language, room) {
  const text = readFileSync(new URL(`../../server/languages/${language}/${room}.po`, import.meta.url), "utf8")
  const entries = [...text.matchAll(/^msgid "(.+)"\nmsgstr "(.*)"$/gm)]
  return Object.fromEntries(entries.map(([, key, value]) => [key, value]))
}

/** What the server tells a screen of a language. */
function known(code) {
  const facts = Object.entries(catalogue(code, "language")).map(([key, text]) => [key.replace("language.", ""), text])
  const { months, weekdays, sort, ...others } = Object.fromEntries(facts)
  return { ...others, code, months: months.split(" | "), weekdays: weekdays.split(" | "), sort: sort.split(" ") }
}

const CODES = ["fa", "en", "ar", "azb", "ckb"]
const LANGUAGES = CODES.map(known)
const WORDS = Object.fromEntries(CODES.map((code) => [code, catalogue(code, "shared")]))

function dates(language, timeZone = "Asia/Tehran") {
  return makeDates({ words: makeWords({ words: WORDS, language, languages: LANGUAGES }), timeZone })
}

test("the clock is the hall's, whatever the zone of the screen", () => {
  assert.equal(dates("fa").clock("2026-11-22T06:53:00Z"), "۱۰:۲۳")
  assert.equal(dates("en").clock("2026-11-22T06:53:00Z"), "10:23")
  assert.equal(dates("en", "Europe/Warsaw").clock("2026-11-22T06:53:00Z"), "07:53")
  assert.equal(dates("en").clock("2026-11-21T20:30:00Z"), "00:00")
})

test("the date is in the calendar and the order of the language", () => {
  const said = Object.fromEntries(CODES.map((code) => [code, dates(code).date("2026-11-22T06:53:00Z")]))
  assert.deepEqual(said, {
    fa: "یکشنبه ۱ آذر ۱۴۰۵",
    en: "Sunday 22 November 2026",
    ar: "الأحد ٢٢ نوفمبر ٢٠٢٦",
    azb: "بازار ۱ آذر ۱۴۰۵",
    ckb: "یەکشەممە ١ی سەرماوەزی ١٤٠٥",
  })
})

test("the Jalali year turns where the calendar of Iran says, leap years too", () => {
  const fa = dates("fa")
  assert.equal(fa.date("2025-03-20T12:00:00Z"), "پنجشنبه ۳۰ اسفند ۱۴۰۳")
  assert.equal(fa.date("2025-03-21T12:00:00Z"), "جمعه ۱ فروردین ۱۴۰۴")
  assert.equal(fa.date("2026-03-20T12:00:00Z"), "جمعه ۲۹ اسفند ۱۴۰۴")
  assert.equal(fa.date("2026-03-21T12:00:00Z"), "شنبه ۱ فروردین ۱۴۰۵")
})

test("the day changes at the hall's midnight", () => {
  assert.equal(dates("fa").weekday("2026-11-22T20:29:59Z"), "یکشنبه")
  assert.equal(dates("fa").weekday("2026-11-22T20:30:00Z"), "دوشنبه")
  assert.equal(dates("ckb").weekday("1969-12-31T12:00:00Z"), "چوارشەممە")
})

test("durations are told in words, timers in digits", () => {
  const [fa, en] = [dates("fa"), dates("en")]
  assert.equal(fa.duration(12), "۱۲ ثانیه")
  assert.equal(en.duration(1), "1 second")
  assert.equal(en.duration(-3), "0 seconds")
  assert.equal(fa.duration(185), "۳ دقیقه")
  assert.equal(en.duration(3900), "1 hour 5 minutes")
  assert.equal(fa.duration(7200), "۲ ساعت")
  assert.equal(dates("ar").duration(120), "دقيقتان")
  assert.equal(dates("ckb").duration(3900), "١ کاتژمێر و ٥ خولەک")
  assert.equal(fa.timer(75), "۱:۱۵")
  assert.equal(en.timer(3675), "1:01:15")
})

test("a range is told as the server wants it, and no open counter gives no number", () => {
  const en = dates("en")
  const fa = dates("fa")
  assert.equal(en.range({ kind: "range", low_minutes: 1, high_minutes: 4 }), "1 to 4 minutes")
  assert.equal(en.range({ kind: "under", low_minutes: 3, high_minutes: 12 }), "less than 12 minutes")
  assert.equal(en.range({ kind: "about", low_minutes: 15, high_minutes: 15 }), "about 15 minutes")
  assert.equal(fa.range({ kind: "range", low_minutes: 12, high_minutes: 20 }), "۱۲ تا ۲۰ دقیقه")
  assert.equal(fa.range(null), "فعلاً باجه‌ای باز نیست")
})

test("an opening is told from where the visitor stands", () => {
  const [fa, now] = [dates("fa"), "2026-11-22T20:00:00Z"]
  assert.equal(fa.opening("2026-11-22T20:15:00Z", now), "ساعت ۲۳:۴۵ باز می‌شود")
  assert.equal(fa.opening("2026-11-23T04:00:00Z", now), "فردا ساعت ۰۷:۳۰ باز می‌شود")
  assert.equal(fa.opening("2026-11-25T04:00:00Z", now), "چهارشنبه ساعت ۰۷:۳۰ باز می‌شود")
  assert.equal(fa.opening("2026-12-05T04:00:00Z", now), "شنبه ۱۴ آذر ۱۴۰۵ ساعت ۰۷:۳۰ باز می‌شود")
})
