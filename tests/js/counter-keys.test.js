import assert from "node:assert/strict"
import { test } from "node:test"
import { actOfKey, digitOfKey, isHeldPress } from "../../counter/static/js/keys.js"

const BODY = { tag: "BODY", editable: false }
const FIELD = { tag: "INPUT", editable: false }
const BUTTON = { tag: "BUTTON", editable: false }
const key = (code, changes = {}) => ({
  code, repeat: false, isComposing: false, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...changes,
})

test("keys act by their place, whatever the layout writes", () => {
  const acts = ["Space", "Enter", "NumpadEnter", "KeyF", "KeyR", "KeyN"].map((code) => {
    return actOfKey(key(code, { key: "ب" }), BODY)
  })

  assert.deepEqual(acts, ["call", "begin", "begin", "finish", "recall", "no_show"])
  assert.equal(actOfKey(key("KeyQ"), BODY), null)
})

test("a held key, a chord and a half-written letter do nothing", () => {
  const changes = [{ repeat: true }, { ctrlKey: true }, { altKey: true }, { metaKey: true }, { shiftKey: true },
    { isComposing: true }]

  assert.deepEqual(changes.map((change) => actOfKey(key("KeyR", change), BODY)), changes.map(() => null))
})

test("typing in a field never acts", () => {
  assert.equal(actOfKey(key("KeyF"), FIELD), null)
  assert.equal(actOfKey(key("Space"), { tag: "DIV", editable: true }), null)
})

test("a focused button keeps Space and Enter for itself, and leaves the letters to the desk", () => {
  assert.deepEqual(["Space", "Enter", "KeyF"].map((code) => actOfKey(key(code), BUTTON)), [null, null, "finish"])
})

test("a key held down on a button must not press it again", () => {
  assert.equal(isHeldPress(key("Enter", { repeat: true }), BUTTON), true)
  assert.equal(isHeldPress(key("Enter"), BUTTON), false)
  assert.equal(isHeldPress(key("Space", { repeat: true }), FIELD), false)
})

test("a digit of either block chooses a counter", () => {
  assert.deepEqual(["Digit2", "Numpad7", "Digit0", "KeyA"].map((code) => digitOfKey(key(code), BODY)), [2, 7, null, null])
  assert.equal(digitOfKey(key("Digit2", { repeat: true }), BODY), null)
})
