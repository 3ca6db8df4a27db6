import assert from "node:assert/strict"
import { test } from "node:test"
import { isService, meaning, moved } from "../../kiosk/static/js/keys.js"

const ITEMS = [{ id: "a" }, { id: "b" }, { id: "c" }]

test("the arrows go along the line as it is read", () => {
  const meant = (direction) => ["ArrowLeft", "ArrowRight", "ArrowDown", "ArrowUp"].map((key) => meaning({ key }, direction))
  assert.deepEqual(meant("rtl"), ["next", "previous", "next", "previous"])
  assert.deepEqual(meant("ltr"), ["previous", "next", "next", "previous"])
})

test("escape goes back, plus and minus change the volume, enter and space press, other keys are nobody's", () => {
  const meant = ["Escape", "+", "-", "Enter", " ", "x"].map((key) => meaning({ key }, "rtl"))
  assert.deepEqual(meant, ["back", "louder", "quieter", "press", "press", null])
})

test("tab steps as the arrows do, backwards with shift", () => {
  assert.deepEqual([false, true].map((shiftKey) => meaning({ key: "Tab", shiftKey }, "rtl")), ["next", "previous"])
})

test("keys of whoever looks after the machine are not a visitor's", () => {
  const keys = [{ key: "F5" }, { key: "r", ctrlKey: true }, { key: "Shift" }, { key: "Enter" }, { key: "F" }]
  assert.deepEqual(keys.map(isService), [true, true, true, false, false])
})

test("a press where nothing was said yet says the first thing there is", () => {
  assert.equal(moved(ITEMS, null, "press"), "a")
})

test("the cursor goes round, from the first or the last one where there was none", () => {
  assert.deepEqual([moved(ITEMS, null, "next"), moved(ITEMS, null, "previous")], ["a", "c"])
  assert.deepEqual([moved(ITEMS, "c", "next"), moved(ITEMS, "a", "previous"), moved(ITEMS, "a", "next")], ["a", "c", "b"])
  assert.equal(moved([], null, "next"), null)
})
