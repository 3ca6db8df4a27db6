import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { CAPITAL_SHARE, isLegible, pixelsPerMillimetre, sizesFor } from "../../display/static/js/sizes.js"

const WIDE = { width: 1920, height: 1080 }
const capital = (fontPx) => Math.round(fontPx * CAPITAL_SHARE)

test("the called number's capitals have 246 pixels on 43 inches at ten metres, 193 on 55", () => {
  assert.equal(capital(sizesFor({ ...WIDE, inches: 43, metres: 10 }).callPx), 246)
  assert.ok(Math.abs(capital(sizesFor({ ...WIDE, inches: 55, metres: 10 }).callPx) - 193) <= 1)
})

test("all other text has 16 minutes of arc", () => {
  const { textPx } = sizesFor({ ...WIDE, inches: 43, metres: 10 })
  const millimetres = (textPx * CAPITAL_SHARE) / pixelsPerMillimetre(1920, 1080, 43)
  assert.ok(Math.abs(Math.atan(millimetres / 10_000) * (180 / Math.PI) * 60 - 16) < 0.001)
})

test("a capital is as high as it is drawn in the shipped font, not as its table says", () => {
  assert.equal(CAPITAL_SHARE, glyphHeight(readFileSync(new URL("../../server/static/fonts/ttf/Vazirmatn-ExtraBold.ttf", import.meta.url)), "H"))
})

test("a board is wide, tall or a wall of LEDs, drawn in units that fit it", () => {
  const look = { inches: 43, metres: 5 }
  const shapes = [[1920, 1080], [3840, 2160], [1080, 1920], [640, 320], [1366, 768], [1024, 768]].map(([width, height]) => {
    const { shape, unit } = sizesFor({ width, height, ...look })
    return [shape, Math.round(unit * 1000) / 1000]
  })
  assert.deepEqual(shapes, [["wide", 1], ["wide", 2], ["tall", 1], ["wall", 1], ["wide", 0.711], ["wide", 0.533]])
})

test("text grows with the distance, up to what a board holds", () => {
  const text = (metres) => Math.round(sizesFor({ ...WIDE, inches: 43, metres }).textUnits)
  assert.deepEqual([1, 3, 5, 8, 20].map(text), [44, 44, 66, 106, 108])
  const four = sizesFor({ width: 3840, height: 2160, inches: 43, metres: 8 })
  assert.equal(Math.round(four.textUnits), 106)
})

test("a board is legible when its smallest letters are large enough; what is not on it is no fault", () => {
  const least = { callPx: 277, textPx: 106 }
  assert.equal(isLegible(least, { callPx: 300, textPx: 106 }), true)
  assert.equal(isLegible(least, { callPx: 200, textPx: 106 }), false)
  assert.equal(isLegible(least, { callPx: 300, textPx: 44 }), false)
  assert.equal(isLegible(least, { callPx: null, textPx: 106 }), true)
})

/** The height of a letter over the em, read from the font's own tables. */
function glyphHeight(font, letter) {
  const tables = Object.fromEntries(Array.from({ length: font.readUInt16BE(4) }, (_, at) => {
    const entry = 12 + 16 * at
    return [font.toString("latin1", entry, entry + 4), font.readUInt32BE(entry + 8)]
  }))
  const long = font.readInt16BE(tables.head + 50)
  const glyph = glyphOf(font, tables.cmap, letter.codePointAt(0))
  const offset = long ? font.readUInt32BE(tables.loca + 4 * glyph) : 2 * font.readUInt16BE(tables.loca + 2 * glyph)
  return font.readInt16BE(tables.glyf + offset + 8) / font.readUInt16BE(tables.head + 18)
}

/** From a table of format 4: segments of codes. */
function glyphOf(font, cmap, code) {
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, at) => cmap + font.readUInt32BE(cmap + 8 + 8 * at))
  const table = subtables.find((one) => font.readUInt16BE(one) === 4)
  const twice = font.readUInt16BE(table + 6)
  let at = table + 14
  while (font.readUInt16BE(at) < code) at += 2
  const first = font.readUInt16BE(at + twice + 2)
  const delta = font.readInt16BE(at + 2 * twice + 2)
  const rangeAt = at + 3 * twice + 2
  const range = font.readUInt16BE(rangeAt)
  return range ? font.readUInt16BE(rangeAt + range + 2 * (code - first)) + delta : (code + delta) & 0xffff
}
