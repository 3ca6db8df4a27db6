import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { callClips, callPhrases, numberKeys, spokenIn } from "../../display/static/js/spoken/index.js"

const VOICES = new URL("../../display/static/voices/", import.meta.url)
const LANGUAGES = ["fa", "en", "ar", "azb", "ckb"]

function words(language, keys) {
  const { clips } = JSON.parse(readFileSync(new URL(`${language}/manifest.json`, VOICES)))
  return keys.map((key) => clips[key].text).join(" ")
}

function said(language, number, counterNumber) {
  return callPhrases(language, { number, counterNumber }).map((keys) => words(language, keys))
}

test("a call is said in the order of each language", () => {
  const heard = Object.fromEntries(LANGUAGES.map((language) => [language, said(language, "A-123", 4)]))
  assert.deepEqual(heard, {
    fa: ["شمارهٔ اِی", "صد و بیست و سه", "به باجهٔ چهار"],
    en: ["Number A", "one hundred and twenty three", "to counter four"],
    ar: ["الرقم إيه", "مئة وثلاثة وعشرون", "إلى الشباك رقم أربعة"],
    azb: ["نؤمره ائی", "یوز ایگیرمی اوچ", "دؤرد نؤمره‌لی باجه‌یه"],
    ckb: ["ژمارەی ئەی", "سەد و بیست و سێ", "بۆ باجەی چوار"],
  })
})

test("letters are read one by one, zeros before the number are not read", () => {
  assert.deepEqual(callClips("fa", { number: "A-023", counterNumber: 12 }), ["number", "letter_a", "20_and", "3", "to_counter", "12"])
  assert.deepEqual(callClips("fa", { number: "XAK-001", counterNumber: 1 }), ["number", "letter_x", "letter_a", "letter_k", "1", "to_counter", "1"])
  assert.deepEqual(callClips("fa", { number: "AB-1204", counterNumber: 1 }).slice(3, 6), ["1000_and", "200_and", "4"])
})

test("a number without a letter is one phrase, a counter that is no more is not named", () => {
  assert.deepEqual(callPhrases("en", { number: "045", counterNumber: null }), [["number", "40", "5"]])
})

test("thousands are said as each language says them", () => {
  const heard = (n) => Object.fromEntries(LANGUAGES.map((language) => [language, words(language, numberKeys(language, n))]))
  assert.deepEqual([heard(1001), heard(2015), heard(9200)], [
    { fa: "هزار و یک", en: "one thousand and one", ar: "ألف وواحد", azb: "مین بیر", ckb: "هەزار و یەک" },
    { fa: "دو هزار و پانزده", en: "two thousand and fifteen", ar: "ألفان وخمسة عشر", azb: "ایکی مین اون بئش", ckb: "دوو هەزار و پازدە" },
    { fa: "نه هزار و دویست", en: "nine thousand two hundred", ar: "تسعة آلاف ومئتان", azb: "دوققوز مین ایکی یوز", ckb: "نۆ هەزار و دووسەد" },
  ])
})

test("a number above 9999 is told digit by digit", () => {
  assert.deepEqual(numberKeys("fa", 10203), ["1", "0", "2", "0", "3"])
})

test("a hall that speaks no language with words for numbers is spoken to in English", () => {
  assert.deepEqual([spokenIn(["fa", "tr"]), spokenIn(["tr"]), spokenIn([])], [["fa"], ["en"], ["en"]])
  assert.deepEqual(callClips("tr", { number: "A-100", counterNumber: 2 }), callClips("en", { number: "A-100", counterNumber: 2 }))
})
