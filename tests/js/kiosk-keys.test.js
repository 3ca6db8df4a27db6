import assert from "node:assert/strict"
import { test } from "node:test"
import { meaning, moved } from "../../kiosk/static/js/keys.js"

const ITEMS = [{ id: "a" }, { id: "b" }, { id: "c" }]

test("the arrows go along the line as it is read", () => {
  const meant = (direction) => ["ArrowLeft", "ArrowRight", "ArrowDown", "ArrowUp"].map((key) => meaning(key, direction))
  assert.deepEqual(meant("rtl"), ["next", "previous", "next", "previous"])
  assert.deepEqual(meant("ltr"), ["previous", "next", "next", "previous"])
})

test("escape goes back, plus and minus change the volume, other keys are nobody's", () => {
  assert.deepEqual(["Escape", "+", "-", "x", "Enter"].map((key) => meaning(key, "rtl")), ["back", "louder", "quieter", null, null])
})

test("the cursor goes round, from the first or the last one where there was none", () => {
  assert.deepEqual([moved(ITEMS, null, "next"), moved(ITEMS, null, "previous")], ["a", "c"])
  assert.deepEqual([moved(ITEMS, "c", "next"), moved(ITEMS, "a", "previous"), moved(ITEMS, "a", "next")], ["a", "c", "b"])
  assert.equal(moved([], null, "next"), null)
})
