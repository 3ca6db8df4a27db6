import assert from "node:assert/strict"
import { test } from "node:test"
import { find, keysOf } from "../../kiosk/static/js/finder.js"
import { wordsOf } from "./kiosk-state.js"

const hall = (named, language) => ({
  groups: [{ code: "tax", names: { [language]: language === "en" ? "Taxes" : "عوارض" } }],
  services: named.map((name, at) => ({ id: at, letter: "ABCDEF"[at], group: at === 0 ? "tax" : null, names: { [language]: name } })),
})
const found = (named, language, query) => {
  const words = wordsOf(language, [language])
  return find(hall(named, language), query, words).map((service) => words.name(service.names))
}

test("nothing typed finds everything, in the order of the language's letters", () => {
  assert.deepEqual(found(["Tree", "Apple", "Book"], "en", ""), ["Apple", "Book", "Tree"])
  assert.deepEqual(found(["یخ", "پل", "باغ", "آب"], "fa", ""), ["آب", "باغ", "پل", "یخ"])
})

test("the beginning of any word finds, and each further word narrows", () => {
  const names = ["Building permit", "Business tax", "Renovation tax"]
  assert.deepEqual(found(names, "en", "ta"), ["Building permit", "Business tax", "Renovation tax"])
  assert.deepEqual(found(names, "en", "ta bus"), ["Business tax"])
  assert.deepEqual(found(names, "en", "ax"), [])
})

test("letters that keyboards write differently are the same, and so are digits", () => {
  assert.deepEqual(found(["كارت ملي", "شکایت‌های ۱۳۷"], "fa", "کارت مل"), ["كارت ملي"])
  assert.deepEqual(found(["كارت ملي", "شکایت‌های ۱۳۷"], "fa", "137"), ["شکایت‌های ۱۳۷"])
  assert.deepEqual(found(["أحوال مدنيّة"], "ar", "احوال مدنيه"), ["أحوال مدنيّة"])
  assert.deepEqual(found(["مۆڵەت"], "ckb", "مولەت"), ["مۆڵەت"])
})

test("the letter of a service and the name of its group find it", () => {
  assert.deepEqual(found(["Renovation", "Permit"], "en", "b"), ["Permit"])
  assert.deepEqual(found(["Renovation", "Permit"], "en", "taxes"), ["Renovation"])
})

test("each language brings its own keys, and its own digits", () => {
  assert.deepEqual(["en", "fa", "ar", "ckb"].map((code) => keysOf(wordsOf(code, [code]), "letters").length), [26, 32, 28, 33])
  assert.deepEqual(keysOf(wordsOf("fa", ["fa"]), "digits").join(""), "۱۲۳۴۵۶۷۸۹۰")
})
