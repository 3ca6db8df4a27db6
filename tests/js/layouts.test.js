import assert from "node:assert/strict"
import { test } from "node:test"
import { linesWithin } from "../../display/static/js/fit.js"
import { roomFor } from "../../display/static/js/room.js"
import { sizesFor } from "../../display/static/js/sizes.js"

const SCREENS = { hd: [1920, 1080], upright: [1080, 1920], four: [3840, 2160], wall: [640, 320] }
const LAYOUTS = ["calls", "lines", "media", "service"]

function room(screen, layout, changes = {}) {
  const { inches = 43, metres = 5, ...has } = changes
  const [width, height] = SCREENS[screen]
  const sizes = sizesFor({ width, height, inches, metres })
  return { sizes, ...roomFor(sizes, { layout, languages: 1, missed: 0, services: 6, ...has }) }
}

test("every band and the rows beside the panel have room on every screen, in one language and two", () => {
  const crowded = []
  for (const screen of Object.keys(SCREENS)) {
    for (const layout of LAYOUTS) {
      for (const languages of [1, 2]) {
        for (const metres of [3, 5, 8]) {
          const { sizes, rows, row, edge, gap, head, foot, title, strip, panel, missed, waits } = room(screen, layout, { languages, metres, missed: 3 })
          const below = rows * row + missed + (waits.height && waits.height + gap)
          const beside = sizes.shape === "tall" ? panel + gap + below : below
          const used = 2 * edge + [head, foot, title, strip.height, beside].filter(Boolean).reduce((sum, one) => sum + one + gap, -gap)
          if (used > sizes.heightUnits) crowded.push([screen, layout, languages, metres, Math.round(used)])
        }
      }
    }
  }
  assert.deepEqual(crowded, [])
})

test("four thousand pixels hold what two thousand hold", () => {
  const plain = ({ sizes, ...lengths }) => lengths
  for (const layout of LAYOUTS) assert.deepEqual(plain(room("four", layout)), plain(room("hd", layout)))
})

test("the further the last row, the fewer lines and calls at once", () => {
  const shown = (metres) => {
    const { strip, rows } = room("hd", "lines", { metres })
    return [strip.rows * strip.columns, rows]
  }
  assert.deepEqual([shown(3), shown(5), shown(8)], [[6, 4], [4, 3], [1, 3]])
})

test("the strip has no more rows than there are lines for them", () => {
  assert.deepEqual([1, 3, 4, 9].map((services) => room("hd", "lines", { metres: 3, services }).strip.rows), [1, 1, 2, 2])
})

test("missed numbers get a place of their own on boards for calls, and none while there are none", () => {
  const missed = (layout, count) => room("hd", layout, { missed: count, metres: 3 }).missed > 0
  assert.deepEqual([missed("calls", 2), missed("calls", 0), missed("lines", 2)], [true, false, false])
})

const letters = (text) => text.length

test("a sentence is told in lines of about one length that fit", () => {
  assert.deepEqual(linesWithin("one two three four five six", 14, letters), ["one two three", "four five six"])
  assert.deepEqual(linesWithin("short", 14, letters), ["short"])
})

test("a word that is wider than the board has a line of its own", () => {
  assert.deepEqual(linesWithin("a extraordinarily b", 6, letters), ["a", "extraordinarily", "b"])
})

test("a word that is wider than the board leaves the other lines as they were", () => {
  const text = "Please take your appointment at www.shahrdari.tehran.ir/appointments and come to counter four"
  const lines = linesWithin(text, 20, letters)
  assert.equal(lines.join(" "), text)
  assert.ok(lines.length <= 6, lines.join(" | "))
})

test("no word is lost, whatever the width", () => {
  const text = "برای پیگیری درخواست‌ها با سامانهٔ ۱۳۷ تماس بگیرید"
  for (let room = 4; room < 60; room += 1) assert.equal(linesWithin(text, room, letters).join(" "), text)
})
