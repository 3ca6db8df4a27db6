import assert from "node:assert/strict"
import { test } from "node:test"
import { shelf } from "../../kiosk/static/js/shelf.js"

const ROOM = { columns: 2, oneColumn: 3, rows: 4, rowsOverBar: 3 }
const entries = (count) => Array.from({ length: count }, (_, index) => index)

test("few stand in one column, more in two, as many as fingers reach", () => {
  assert.deepEqual(shelf(entries(3), 0, ROOM), { entries: entries(3), columns: 1, page: 0, pages: 1 })
  assert.deepEqual(shelf(entries(8), 0, ROOM), { entries: entries(8), columns: 2, page: 0, pages: 1 })
})

test("more are paged evenly over the bar of pages, each on one page", () => {
  const pages = [0, 1, 2].map((page) => shelf(entries(14), page, ROOM))
  assert.deepEqual(pages.map((one) => one.entries.length), [6, 6, 2])
  assert.deepEqual(pages.flatMap((one) => one.entries), entries(14))
  assert.equal(pages[0].pages, 3)
})

test("where a bar stands anyway there is one row less", () => {
  assert.deepEqual(shelf(entries(8), 0, ROOM, true).pages, 2)
  assert.deepEqual(shelf(entries(6), 0, ROOM, true).pages, 1)
})

test("a page that no longer exists is the last one", () => {
  assert.equal(shelf(entries(12), 5, ROOM).page, 1)
})
