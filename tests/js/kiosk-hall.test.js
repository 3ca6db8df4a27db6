import assert from "node:assert/strict"
import { test } from "node:test"
import { closedWhy, entriesIn, hallOf, hasPage, identityKind } from "../../kiosk/static/js/hall.js"
import { shelfOf } from "../../kiosk/static/js/shown.js"
import { GUIDE, line, PICTURE, ready, told } from "./kiosk-state.js"

const GROUPS = [
  { code: "tax", parent: null, names: {} }, { code: "shops", parent: "tax", names: {} }, { code: "empty", parent: null, names: {} },
  { code: "one", parent: null, names: {} },
]
const PLACES = { 1: "tax", 2: "shops", 3: "shops", 4: "one", 5: null, 6: "gone" }
const ids = [1, 2, 3, 4, 5, 6]
const HALL = hallOf({
  picture: { ...PICTURE, services: ids.map((id) => line(id)) },
  guide: { ...GUIDE, groups: GROUPS, services: ids.map((id) => told(id, { group: PLACES[id] })) },
})
const codes = (entries) => entries.map(({ kind, code }) => `${kind} ${code}`)

test("few services stand together without their groups", () => {
  assert.deepEqual(codes(entriesIn(HALL, null, 6)), ids.map((id) => `service s${id}`))
})

test("many stand in nested groups; an empty group is not shown, one of a single service is that service", () => {
  assert.deepEqual(codes(entriesIn(HALL, null, 5)), ["group tax", "service s4", "service s5", "service s6"])
  assert.deepEqual(entriesIn(HALL, null, 5)[0].services.map(({ id }) => id), [1, 2, 3])
  assert.deepEqual(codes(entriesIn(HALL, "tax", 5)), ["group shops", "service s1"])
  assert.deepEqual(codes(entriesIn(HALL, "shops", 5)), ["service s2", "service s3"])
})

test("what the minute changes wins over what the guide told", () => {
  const [service] = hallOf({ picture: { ...PICTURE, services: [line(1, { waiting: 7 })] }, guide: GUIDE }).services
  assert.deepEqual([service.waiting, service.place], [7, { en: "Ground floor" }])
})

test("a service has a page when there is something to read or a class to choose", () => {
  const hall = hallOf({ picture: PICTURE, guide: GUIDE })
  const classes = [{ code: "standard" }, { code: "elderly" }]
  assert.deepEqual(hall.services.map((one) => hasPage(hall, one)), [true, false, true])
  assert.equal(hasPage({ ...hall, classes }, hall.services[1]), true)
  assert.equal(hasPage(hall, { ...hall.services[1], steps: [{ en: "Pay" }] }), true)
})

test("one ticket for several services asks for the national ID rather than the phone", () => {
  const services = [told(1), told(2, { identity: "phone" }), told(3, { identity: "national_id" })]
  const hall = hallOf({ picture: PICTURE, guide: { ...GUIDE, services } })
  assert.deepEqual([[1], [1, 2], [2, 3]].map((some) => identityKind(hall, some)), ["none", "phone", "national_id"])
})

test("why a service is closed is the server's code", () => {
  assert.equal(closedWhy(line(1)), null)
  assert.equal(closedWhy(line(1, { issuing: { open: false, why: "quota_used_up" } })), "quota_used_up")
  assert.equal(closedWhy({ id: 1 }), null)
})

test("a hall of many services leaves room for the search under its shelf", () => {
  const room = { columns: 2, oneColumn: 3, rows: 2, rowsOverBar: 1, all: 4 }
  const shown = shelfOf({ state: ready(), hall: { ...HALL, groups: [] }, room })
  assert.deepEqual([codes(shown.entries), shown.pages], [["service s1", "service s2"], 3])
})
