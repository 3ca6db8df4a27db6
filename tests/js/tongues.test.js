import assert from "node:assert/strict"
import { test } from "node:test"
import { makeWords } from "#shared/words.js"
import { counterText, secondText } from "../../display/static/js/tongues.js"

const LANGUAGES = [
  { code: "fa", direction: "rtl", digits: "۰۱۲۳۴۵۶۷۸۹", sort: ["fa"] },
  { code: "en", direction: "ltr", digits: "0123456789", sort: ["en"] },
  { code: "azb", direction: "rtl", digits: "۰۱۲۳۴۵۶۷۸۹", sort: ["azb", "fa"] },
]
const WORDS = { fa: { "shared.counter": "باجهٔ {number}" }, en: { "shared.counter": "Counter {number}" }, azb: { "shared.counter": "{number} باجه" } }
const tongues = (...codes) => codes.map((language) => ({ words: makeWords({ words: WORDS, language, languages: LANGUAGES }) }))
const CALL = { number: "A-012", counter_number: 3 }
const GONE = { ...CALL, counter_number: null }

test("a call tells its counter, and nothing where that is gone from the set-up", () => {
  const [fa, en] = tongues("fa", "en")
  assert.deepEqual([counterText(fa, CALL), counterText(en, CALL)], ["باجهٔ ۳", "Counter 3"])
  assert.deepEqual([counterText(fa, GONE), counterText(en, GONE)], [null, null])
})

test("the second language repeats the number only in digits of its own", () => {
  assert.equal(secondText(tongues("fa", "en"), CALL), "\u2066A-012\u2069 · Counter 3")
  assert.equal(secondText(tongues("fa", "azb"), CALL), "۳ باجه")
})

test("without a counter the second language tells what there is, and no sign of what there is not", () => {
  assert.equal(secondText(tongues("fa", "en"), GONE), "\u2066A-012\u2069")
  assert.equal(secondText(tongues("fa", "azb"), GONE), "")
})
