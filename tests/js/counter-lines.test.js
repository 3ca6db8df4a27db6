import assert from "node:assert/strict"
import { test } from "node:test"
import { rowsOf, secondsBetween, TARGET_WAIT_SECONDS } from "../../counter/static/js/lines.js"

const NOW = Date.parse("2026-11-23T07:10:00Z")
const PERMIT = { id: 1, code: "building_permit", letter: "A", names: { en: "Permits" }, color: "#0B6E78" }
const TAX = { id: 2, code: "renovation_tax", letter: "B", names: { en: "Tax" }, color: "#1F4E9E" }
const ELDERLY = { code: "elderly", names: { en: "Elderly" } }
const line = (changes) => ({ service_id: 1, waiting: 0, oldest_at: null, tickets: [], ...changes })
const deskOf = (...lines) => ({ services: [PERMIT, TAX], priority_classes: [ELDERLY], lines })

test("a row tells its count, its longest wait and its share of the target", () => {
  const tickets = [{ id: 3, number: "A-001", priority_class: "elderly", issued_at: "2026-11-23T07:05:00Z" },
    { id: 4, number: "A-002", priority_class: "standard", issued_at: "2026-11-23T07:06:00Z" }]

  const rows = rowsOf(deskOf(line({ waiting: 2, oldest_at: "2026-11-23T07:05:00Z", tickets })), NOW)

  assert.deepEqual(rows, [{
    service: PERMIT,
    waiting: 2,
    longestSeconds: 300,
    share: 300 / TARGET_WAIT_SECONDS,
    late: false,
    tickets: [{ id: 3, number: "A-001", priority: { en: "Elderly" } }, { id: 4, number: "A-002", priority: null }],
  }])
})

test("rows keep the order of the services, however the lines come", () => {
  const rows = rowsOf(deskOf(line({ service_id: 2, waiting: 9 }), line({ service_id: 1 })), NOW)

  assert.deepEqual(rows.map((row) => row.service.code), ["building_permit", "renovation_tax"])
})

test("a wait past the target fills the bar and no more", () => {
  const [row] = rowsOf(deskOf(line({ waiting: 1, oldest_at: "2026-11-23T06:00:00Z" })), NOW)

  assert.deepEqual([row.share, row.late], [1, true])
})

test("an empty line has no longest wait; a line of a deleted service is left out", () => {
  const rows = rowsOf(deskOf(line({}), line({ service_id: 77 })), NOW)

  assert.deepEqual(rows.map((row) => [row.service.id, row.longestSeconds, row.share]), [[1, null, 0]])
})

test("a clock behind the server's never shows a negative time", () => {
  assert.equal(secondsBetween("2026-11-23T07:10:05Z", NOW), 0)
})
