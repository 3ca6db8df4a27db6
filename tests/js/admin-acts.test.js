import assert from "node:assert/strict"
import { test } from "node:test"
import { actsOfCounter, actsOfTicket, attemptFor, pathOf } from "../../server/admin/static/js/board/acts.js"
import { asksFirst, bodyOf, edited, offered, startForm, targetsOf } from "../../server/admin/static/js/board/forms.js"
import { mayAct } from "../../server/admin/static/js/board/rights.js"
import { BOARD } from "./admin-hall.js"

const TICKET = { id: 102, serviceId: 1 }
const PORT = { id: 8, names: { fa: "منطقهٔ ۹" }, services: [{ id: 70, letter: "A", names: { fa: "پروانه" }, waiting: 2 }] }
const filled = (act, subject, values) => Object.entries(values).reduce(
  (form, [name, value]) => edited(form, name, value), startForm(act, subject, BOARD),
)
const sentBy = (act, subject, values = {}) => bodyOf(filled(act, subject, values), BOARD)

test("each act has the address of docs/api.md, and people of the whole city name the hall", () => {
  const subject = { id: 7, hallId: 3 }
  const acts = ["open", "close", "pause", "resume", "assign", "move", "cancel", "end", "rejoin", "answer", "done", "reopen", "reprint"]

  assert.deepEqual(acts.map((act) => pathOf(act, subject)), [
    "/counters/7/openings", "/counters/7/closings", "/counters/7/pauses", "/counters/7/resumptions", "/counters/7/assignments",
    "/tickets/7/transfers", "/tickets/7/cancellations", "/tickets/7/endings", "/tickets/7/rejoinings",
    "/help-calls/7/answers", "/help-calls/7/endings", "/closures/7/endings",
    "/tickets/7/reprints",
  ])
  assert.equal(pathOf("test_page", { id: "20/second", hallId: 3 }, true), "/printers/20/second/test-pages?branch_id=3")
  assert.equal(pathOf("close", subject, true), "/counters/7/closings?branch_id=3")
  assert.deepEqual([pathOf("close_hall", { id: 3, hallId: 3 }, true), pathOf("close_service", subject, true)], [
    "/branches/3/closures", "/branches/3/closures",
  ])
})

test("the inspector and the clerk have no act", () => {
  const acting = ["supervisor", "admin", "inspector", "clerk"].filter((role) => mayAct({ role }))

  assert.deepEqual(acting, ["supervisor", "admin"])
})

test("the acts follow the state of the counter and of the ticket", () => {
  assert.deepEqual(["closed", "open", "paused"].map((state) => actsOfCounter({ state })), [
    ["open", "assign"], ["pause", "close", "assign"], ["resume", "close", "assign"],
  ])
  assert.deepEqual(["waiting", "serving", "missed", "done"].map(actsOfTicket), [
    ["move", "reprint", "cancel"], ["move", "reprint", "cancel", "end"], ["rejoin", "reprint"], [],
  ])
})

test("what hurts is asked first", () => {
  const acts = ["open", "close", "pause", "assign", "move", "cancel", "end", "close_hall", "close_service", "resume", "answer", "done", "reopen", "rejoin", "reprint", "test_page"]

  assert.deepEqual(acts.filter((act) => !asksFirst(act)), ["resume", "answer", "done", "reopen", "rejoin", "reprint", "test_page"])
})

test("reasons that the log needs have to be written; others may be left out", () => {
  assert.deepEqual(["end", "close_hall", "close_service"].map((act) => sentBy(act, { id: 8 })), Array(3).fill({ problem: "reason" }))
  assert.deepEqual(sentBy("end", { id: 8 }, { reason: "  متصدی رفته است " }), { body: { reason: "متصدی رفته است" } })
  assert.deepEqual(sentBy("close_service", { id: 8 }, { reason: "قطع برق" }), { body: { service_id: 8, reason: "قطع برق" } })
  assert.deepEqual([sentBy("cancel", TICKET), sentBy("cancel", TICKET, { reason: "رفت" })], [{ body: {} }, { body: { reason: "رفت" } }])
})

test("a counter is opened for somebody, and paused for a reason", () => {
  assert.deepEqual([sentBy("open", { id: 5 }), sentBy("open", { id: 5 }, { clerk: "40" })], [{ problem: "clerk" }, { body: { clerk_id: 40 } }])
  assert.deepEqual(sentBy("pause", { id: 1 }), { problem: "pause" })
  assert.deepEqual(sentBy("pause", { id: 1 }, { reason: "break", note: " " }), { body: { reason: "break" } })
})

test("a move sends only what changes", () => {
  assert.deepEqual(sentBy("move", TICKET), { body: { place: "by_arrival" } })
  assert.deepEqual(sentBy("move", TICKET, { service: "2", counter: "3", place: "first", note: "مدارک کامل" }), {
    body: { service_id: 2, counter_id: 3, place: "first", note: "مدارک کامل" },
  })
})

test("nobody is put first without a word why", () => {
  assert.deepEqual(sentBy("move", TICKET, { place: "first", note: "  " }), { problem: "note" })
})

test("a move to another hall needs one of its services, and knows no counter and no place", () => {
  const away = filled("move", TICKET, { counter: "3", place: "first", hall: "8" })

  assert.deepEqual([away.values.service, away.values.counter], ["", ""])
  assert.deepEqual(bodyOf(away, BOARD), { problem: "service" })
  assert.deepEqual(bodyOf(edited(away, "service", "70"), BOARD), { body: { branch_id: 8, service_id: 70 } })
  assert.deepEqual(targetsOf(away, [{ id: 3, services: [] }, PORT], BOARD).services, PORT.services)
})

test("without an answer about other halls, one's own is there to choose from", () => {
  const { halls, services, isAway } = targetsOf(startForm("move", TICKET, BOARD), null, BOARD)

  assert.deepEqual([halls.map((hall) => hall.id), services.length, isAway], [[3], 8, false])
})

test("a counter's services are asked as they stand", () => {
  const { values } = startForm("assign", { id: 2 }, BOARD)

  assert.deepEqual([values.services[1], values.services[2], values.services[3], values.express], [
    { tier: "0", minutes: "" }, { tier: "1", minutes: "15" }, { tier: "", minutes: "" }, "",
  ])
})

test("services are sent with their rows; minutes may be typed in Persian and belong to lower rows alone", () => {
  const form = offered(offered(startForm("assign", { id: 2 }, BOARD), 2, { tier: "0" }), 3, { tier: "1", minutes: "۱۰" })

  assert.deepEqual(bodyOf(edited(form, "express", "۵"), BOARD), {
    body: {
      services: [
        { service_id: 1, tier: 0, after_minutes: null }, { service_id: 2, tier: 0, after_minutes: null },
        { service_id: 3, tier: 1, after_minutes: 10 },
      ],
      express_minutes: 5,
    },
  })
})

test("a counter without a service, and minutes that are none, are not sent", () => {
  const none = [1, 2].reduce((form, id) => offered(form, id, { tier: "" }), startForm("assign", { id: 2 }, BOARD))

  assert.deepEqual(bodyOf(none, BOARD), { problem: "services" })
  assert.deepEqual(sentBy("assign", { id: 2 }, { express: "زیاد" }), { problem: "minutes" })
  assert.deepEqual(sentBy("assign", { id: 2 }, { express: "-3" }), { problem: "minutes" })
})

test("the same command keeps its request_id until it is answered, another one gets its own", () => {
  const ids = ["r1", "r2", "r3"]
  const first = attemptFor({}, "cancel:8", { reason: "رفت" }, () => ids.shift())
  const again = attemptFor({ "cancel:8": { ...first, busy: false } }, "cancel:8", { reason: "رفت" }, () => ids.shift())
  const other = attemptFor({ "cancel:8": again }, "cancel:8", { reason: "اشتباه" }, () => ids.shift())

  assert.deepEqual([first.requestId, again.requestId, other.requestId], ["r1", "r1", "r2"])
})
