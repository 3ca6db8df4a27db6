import assert from "node:assert/strict"
import { test } from "node:test"
import { asciiDigits, makeWords } from "#shared/words.js"

const LANGUAGES = [
  { code: "fa", name: "فارسی", direction: "rtl", digits: "۰۱۲۳۴۵۶۷۸۹", sort: ["fa"] },
  { code: "en", name: "English", direction: "ltr", digits: "0123456789", sort: ["en"] },
  { code: "azb", name: "تورکجه", direction: "rtl", digits: "۰۱۲۳۴۵۶۷۸۹", sort: ["azb", "fa"] },
]
const WORDS = {
  fa: { people: "{count} نفر", "people.zero": "خلوت", only: "فقط {name}" },
  en: { people: "{count} people", "people.one": "{count} person" },
}
const inLanguage = (language) => makeWords({ words: WORDS, language, languages: LANGUAGES })

test("numbers get the language's digits, texts go in as they are", () => {
  const fa = inLanguage("fa")
  assert.equal(fa.t("people", { count: 27 }), "۲۷ نفر")
  assert.equal(fa.t("only", { name: "A-023" }), "فقط A-023")
  assert.equal(fa.digits("A-023"), "A-۰۲۳")
  assert.equal(inLanguage("en").digits("A-023"), "A-023")
})

test("a count chooses its form", () => {
  assert.equal(inLanguage("en").t("people", { count: 1 }), "1 person")
  assert.equal(inLanguage("en").t("people", { count: 2 }), "2 people")
  assert.equal(inLanguage("fa").t("people", { count: 0 }), "خلوت")
})

test("a text the language lacks comes from the first language, an unknown key shows itself", () => {
  assert.equal(inLanguage("en").t("only", { name: "x" }), "فقط x")
  assert.equal(inLanguage("en").t("no.such.key"), "no.such.key")
  assert.equal(inLanguage("en").has("no.such.key"), false)
})

test("a placeholder nobody fills stays visible, and what is filled in is never filled again", () => {
  assert.equal(inLanguage("fa").t("only", {}), "فقط {name}")
  assert.equal(inLanguage("fa").t("only", { name: "{name}" }), "فقط {name}")
})

test("a name comes in the language, else in the hall's first, else in any", () => {
  const en = inLanguage("en")
  assert.equal(en.name({ fa: "صندوق", en: "Cashier" }), "Cashier")
  assert.equal(en.name({ fa: "صندوق" }), "صندوق")
  assert.equal(en.name({ ar: "الصندوق" }), "الصندوق")
  assert.equal(en.name({}), "")
})

test("names are sorted as the language sorts, by its neighbour's order where browsers do not know it", () => {
  const sorted = (code, names) => names.sort(inLanguage(code).compare)
  assert.deepEqual(sorted("fa", ["یخ", "هتل", "وام", "چاپ", "جواز", "آب"]), ["آب", "جواز", "چاپ", "وام", "هتل", "یخ"])
  assert.deepEqual(sorted("azb", ["یول", "هاوا", "وئرگی", "چای"]), ["چای", "وئرگی", "هاوا", "یول"])
  assert.deepEqual(sorted("en", ["Tax 10", "tax 9", "Permit"]), ["Permit", "tax 9", "Tax 10"])
})

test("an unknown language is the first one", () => {
  const words = inLanguage("xx")
  assert.deepEqual([words.language, words.direction], ["fa", "rtl"])
})

test("typed digits of any script become ASCII", () => {
  assert.equal(asciiDigits("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ 09 ab"), "0123456789 0123456789 09 ab")
})
