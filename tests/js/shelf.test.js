import assert from "node:assert/strict"
import { test } from "node:test"
import { shelf } from "../../kiosk/static/js/shelf.js"

const services = (count) => Array.from({ length: count }, (_, index) => index)

test("up to six services stand in one column, up to ten in two", () => {
  assert.deepEqual(shelf(services(6), 0), { services: services(6), columns: 1, page: 0, pages: 1 })
  assert.deepEqual(shelf(services(10), 0), { services: services(10), columns: 2, page: 0, pages: 1 })
})

test("more are paged evenly, each service on one page", () => {
  const pages = [0, 1, 2].map((page) => shelf(services(18), page))
  assert.deepEqual(pages.map((one) => one.services.length), [6, 6, 6])
  assert.deepEqual(pages.flatMap((one) => one.services), services(18))
  assert.equal(pages[0].pages, 3)
})

test("a page that no longer exists is the last one", () => {
  assert.equal(shelf(services(12), 5).page, 1)
})
