import assert from "node:assert/strict"
import { test } from "node:test"
import { actOfLetter, keyOf } from "../../counter/static/js/acts.js"
import { digitOfKey, isHeldPress, stepOfKey, wishOfKey } from "../../counter/static/js/keys.js"

const BODY = { tag: "BODY", type: "", editable: false }
const FIELD = { tag: "INPUT", type: "text", editable: false }
const CHECKBOX = { tag: "INPUT", type: "checkbox", editable: false }
const BUTTON = { tag: "BUTTON", type: "button", editable: false }
const key = (code, changes = {}) => ({
  code, repeat: false, isComposing: false, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...changes,
})
const LETTERS_OF = {
  idle: { Space: "call", C: "find", W: "walk_in", Z: "reopen", P: "pause", K: "help", Q: "close" },
  paused: { P: "work", C: "find", K: "help", Q: "close" },
  called: { Enter: "begin", R: "recall", N: "no_show", B: "return", T: "transfer", M: "note", X: "cancel" },
  serving: { F: "finish", H: "hold", S: "add_service", T: "transfer", M: "note", X: "cancel" },
}

test("keys wish by their place, whatever the layout writes", () => {
  const wishes = ["Space", "NumpadEnter", "KeyF", "KeyA", "KeyD", "KeyU", "Digit1", "Numpad3"].map((code) => wishOfKey(key(code, { key: "ب" }), BODY))

  assert.deepEqual(wishes, [
    { letter: "Space" }, { letter: "Enter" }, { letter: "F" }, { toggle: "auto" }, { toggle: "bell" }, { go: "papers" }, { tab: "held" },
    { tab: "finished" },
  ])
  assert.deepEqual([key("Slash"), key("Slash", { shiftKey: true })].map((event) => wishOfKey(event, BODY)), [{ show: "keys" }, { show: "keys" }])
})

test("each moment's acts answer to their keys, and each key to one act", () => {
  for (const [moment, letters] of Object.entries(LETTERS_OF)) {
    const acts = Object.fromEntries(Object.keys(letters).map((letter) => [letter, actOfLetter(letter, moment, false)]))
    assert.deepEqual(acts, letters)
    assert.deepEqual(Object.fromEntries(Object.values(letters).map((act) => [keyOf(act), act])), letters)
  }
  assert.equal(actOfLetter("K", "serving", true), "help_end")
})

test("a key of another moment still has its act, so that the desk can say what comes first", () => {
  assert.deepEqual([actOfLetter("F", "idle", false), actOfLetter("J", "idle", false)], ["finish", null])
})

test("a held key, a chord and a half-written letter do nothing", () => {
  const changes = [{ repeat: true }, { ctrlKey: true }, { altKey: true }, { metaKey: true }, { shiftKey: true }, { isComposing: true }]

  assert.deepEqual(changes.map((change) => wishOfKey(key("KeyR", change), BODY)), changes.map(() => null))
  assert.equal(wishOfKey(key("Slash", { ctrlKey: true }), BODY), null)
})

test("typing in a field never acts", () => {
  assert.deepEqual(["KeyF", "Slash", "Digit1"].map((code) => wishOfKey(key(code), FIELD)), [null, null, null])
  assert.equal(wishOfKey(key("Space"), { tag: "DIV", type: "", editable: true }), null)
})

test("a focused button or tick keeps Space and Enter for itself, and leaves the letters to the desk", () => {
  for (const focus of [BUTTON, CHECKBOX]) {
    assert.deepEqual(["Space", "Enter", "KeyF"].map((code) => wishOfKey(key(code), focus)), [null, null, { letter: "F" }])
  }
})

test("a key held down on a button must not press it again", () => {
  assert.equal(isHeldPress(key("Enter", { repeat: true }), BUTTON), true)
  assert.equal(isHeldPress(key("Enter"), BUTTON), false)
  assert.equal(isHeldPress(key("Space", { repeat: true }), FIELD), false)
})

test("a digit of either block chooses, but not in a field, nor held down", () => {
  assert.deepEqual(["Digit2", "Numpad7", "Digit0", "KeyA"].map((code) => digitOfKey(key(code), BODY)), [2, 7, null, null])
  assert.deepEqual([digitOfKey(key("Digit2", { repeat: true }), BODY), digitOfKey(key("Digit2"), FIELD)], [null, null])
})

test("arrows walk through rows", () => {
  assert.deepEqual(["ArrowDown", "ArrowUp", "KeyA"].map((code) => stepOfKey(key(code))), [1, -1, null])
})
