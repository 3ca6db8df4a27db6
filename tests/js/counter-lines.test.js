import assert from "node:assert/strict"
import { test } from "node:test"
import { rowsOf, secondsBetween } from "../../counter/static/js/lines.js"
import { ELDERLY, NOW, PERMIT, TAX } from "./counter-hall.js"

const line = (changes) => ({ service_id: 1, tier: 0, waiting: 0, oldest_at: null, target_minutes: 20, tickets: [], ...changes })
const deskOf = (...lines) => ({ services: [PERMIT, TAX], priority_classes: [ELDERLY], lines })

test("a row tells its count, its longest wait and its share of the target", () => {
  const tickets = [{ id: 3, number: "A-001", priority_class: "elderly", issued_at: "2026-11-23T07:05:00Z" },
    { id: 4, number: "A-002", priority_class: "standard", issued_at: "2026-11-23T07:06:00Z" }]

  const rows = rowsOf(deskOf(line({ waiting: 2, oldest_at: "2026-11-23T07:05:00Z", tickets })), NOW)

  assert.deepEqual(rows, [{
    service: PERMIT,
    waiting: 2,
    longestSeconds: 300,
    targetSeconds: 1200,
    share: 0.25,
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

test("each line has its own target", () => {
  const [permit, tax] = [line({ target_minutes: 4 }), line({ service_id: 2, target_minutes: 6 })].map((one) => ({
    ...one, waiting: 1, oldest_at: "2026-11-23T07:05:00Z",
  }))

  assert.deepEqual(rowsOf(deskOf(permit, tax), NOW).map((row) => row.late), [true, false])
})

test("an empty line has no longest wait; a line of a deleted service is left out", () => {
  const rows = rowsOf(deskOf(line({}), line({ service_id: 77 })), NOW)

  assert.deepEqual(rows.map((row) => [row.service.id, row.longestSeconds, row.share]), [[1, null, 0]])
})

test("a clock behind the server's never shows a negative time", () => {
  assert.equal(secondsBetween("2026-11-23T07:10:05Z", NOW), 0)
})
