import assert from "node:assert/strict"
import { test } from "node:test"
import { breadth, millimetre, roomOn, unit } from "../../kiosk/static/js/sizes.js"

const UPRIGHT = { width: 1080, height: 1920, inches: 21.5 }

test("a millimetre follows from the screen's inches", () => {
  assert.equal(millimetre(UPRIGHT).toFixed(2), "4.03")
  assert.equal(millimetre({ ...UPRIGHT, inches: 15.6 }).toFixed(2), "5.56")
  assert.equal(millimetre({ width: 1024, height: 768, inches: 15 }).toFixed(2), "3.36")
})

test("the drawing is one of 1080x1920, or of 1920x1080", () => {
  assert.deepEqual([UPRIGHT, { width: 1920, height: 1080 }, { width: 540, height: 1920 }].map(unit), [1, 1, 0.5])
})

test("eight services stand in the low half of an upright screen, four on each page in large text", () => {
  const { columns, oneColumn, rows, rowsOverBar, all } = roomOn(UPRIGHT)
  assert.deepEqual([columns, oneColumn, rows, rowsOverBar, all], [2, 3, 4, 3, 8])
  const large = roomOn({ ...UPRIGHT, large: true })
  assert.deepEqual([large.rows, large.rowsOverBar, large.all], [2, 2, 8])
})

test("fewer and larger ones stand on a smaller screen, where a finger covers more of it", () => {
  assert.deepEqual([21.5, 15.6, 10].map((inches) => roomOn({ ...UPRIGHT, inches }).all), [8, 8, 4])
  assert.deepEqual([21.5, 15.6, 10].map((inches) => roomOn({ ...UPRIGHT, inches }).keyColumns), [11, 8, 5])
})

test("a screen on its side has its whole height to reach", () => {
  assert.equal(roomOn({ width: 1920, height: 1080, inches: 21.5 }).all, 12)
  assert.equal(roomOn({ width: 1024, height: 768, inches: 15 }).all, 16)
})

test("a number's breadth is that of its characters: broad letters and Persian digits take more room", () => {
  assert.deepEqual(["A-023", "AMX-001", "AMX-۰۰۱", "ص"].map((number) => breadth(number).toFixed(2)), ["2.92", "4.51", "4.81", "0.89"])
})
