import assert from "node:assert/strict"
import { test } from "node:test"
import { received, start } from "../../counter/static/js/desk.js"
import { asks, bodyOf, fieldsOf } from "../../counter/static/js/questions.js"
import { callOf, closed, commandOf, opened, stepped, typed } from "../../counter/static/js/sheets.js"
import { deskWith, lineOf, MARYAM, NOW, ticketIn, waiting } from "./counter-hall.js"

const HALLS = [
  { id: 1, names: { en: "Six" }, services: [{ id: 1, names: {}, waiting: 3 }, { id: 2, names: {}, waiting: 0 }] },
  { id: 2, names: { en: "Seven" }, services: [{ id: 20, names: {}, waiting: 1 }] },
]
const at = (desk, changes = {}) => ({ ...start({ user: MARYAM }), desk, targets: HALLS, ...changes })
const serving = at(deskWith({ ticket: ticketIn("serving") }))
const elderly = at(deskWith({ ticket: ticketIn("called", { priority_class: "elderly" }) }))

const answer = (state, values) => Object.entries(values).reduce((next, [name, value]) => typed(next, name, value), state)
const bodyFrom = (state, kind, values) => commandOf(answer(opened(state, kind, 9), values))
const optionsOf = (state, name) => fieldsOf({ ...state, sheet: state.sheet }).find((field) => field.name === name)?.options.map((one) => one.value)

test("only what needs an answer asks", () => {
  const oneOutcome = deskWith({ ticket: ticketIn("serving"), outcomes: [{ code: "completed", names: {} }] })

  assert.deepEqual(["call", "begin", "recall", "hold", "finish"].map((act) => asks(act, serving.desk)), [false, false, false, true, true])
  assert.equal(asks("finish", oneOutcome), false)
  assert.deepEqual([asks("return", serving.desk), asks("return", elderly.desk)], [false, true])
})

test("a finish carries its outcome, the first one unless another is chosen", () => {
  assert.deepEqual(bodyFrom(serving, "finish", {}).body, { outcome: "completed" })
  assert.deepEqual(bodyFrom(serving, "finish", { outcome: "referred", note: "desk 4" }).body, { outcome: "referred", note: "desk 4" })
})

test("who shows no proof goes back as a class that comes forward more slowly", () => {
  assert.deepEqual(optionsOf(opened(elderly, "return", 9), "priority_class"), ["same", "standard"])
  assert.deepEqual(bodyFrom(elderly, "return", {}).body, {})
  assert.deepEqual(bodyFrom(elderly, "return", { priority_class: "standard" }).body, { priority_class: "standard" })
})

test("a transfer goes to another service, another counter or another hall, and nowhere by accident", () => {
  assert.deepEqual(bodyFrom(serving, "transfer", {}), { problem: "service_id" })
  assert.deepEqual(bodyFrom(serving, "transfer", { service_id: "2" }).body, { service_id: 2, place: "by_arrival" })
  assert.deepEqual(bodyFrom(serving, "transfer", { to: "counter", counter_id: "6", place: "first", note: "ill" }).body, {
    counter_id: 6, place: "first", note: "ill",
  })
  assert.deepEqual(bodyFrom(serving, "transfer", { to: "counter", counter_id: "6", place: "last" }), { problem: "note" })
  assert.deepEqual(bodyFrom(serving, "transfer", { to: "hall", service_id: "20" }).body, { branch_id: 2, service_id: 20, place: "by_arrival" })
})

test("another way of transfer asks anew where to", () => {
  const chosen = answer(opened(serving, "transfer", 9), { service_id: "2" })

  assert.deepEqual(commandOf(typed(chosen, "to", "hall")), { problem: "service_id" })
})

test("without an answer about other halls, only this hall is there to choose from", () => {
  assert.deepEqual(optionsOf(opened(at(serving.desk, { targets: null }), "transfer", 9), "to"), ["service", "counter"])
})

test("a second service is one that the visit does not have", () => {
  assert.deepEqual(optionsOf(opened(serving, "add_service", 9), "service_id"), ["2"])
})

test("somebody without a ticket: the counter's only service stands, a reason is asked when others wait", () => {
  const sheet = opened(at(deskWith()), "walk_in", null)
  const asked = { ...sheet, sheet: { ...sheet.sheet, passedOver: ["A-001"] } }

  assert.deepEqual(commandOf(sheet).body, { service_id: 1, priority_class: "standard" })
  assert.deepEqual(commandOf(asked), { problem: "reason" })
  assert.equal(commandOf(typed(asked, "reason", "child")).body.reason, "child")
})

test("an empty note is not sent", () => {
  assert.deepEqual(bodyFrom(serving, "note", { text: "   " }), { problem: "text" })
  assert.deepEqual(bodyOf({ desk: serving.desk, sheet: { kind: "note", values: { text: " x " } } }), { body: { text: "x" } })
})

test("a sheet closes when its visitor was moved elsewhere, and stays when only the lines changed", () => {
  const open = opened(serving, "hold", 9)

  assert.equal(received(open, deskWith(), NOW).sheet, null)
  assert.equal(received(open, deskWith({ ticket: ticketIn("serving"), seq: 41 }), NOW).sheet.kind, "hold")
  assert.equal(received(opened(serving, "keys"), deskWith(), NOW).sheet.kind, "keys")
})

test("found people keep their places while others come and go; the arrows walk through them", () => {
  const before = at(deskWith({ lines: [lineOf([waiting(1, "A-001"), waiting(2, "A-002")])] }))
  const after = received(opened(before, "find"), deskWith({ lines: [lineOf([waiting(2, "A-002"), waiting(3, "A-003")])] }), NOW)

  assert.deepEqual(after.sheet.rows.map((row) => [row.number, Boolean(row.gone)]), [["A-001", true], ["A-002", false], ["A-003", false]])
  assert.deepEqual([after.sheet.picked, stepped(after, 1).sheet.picked, stepped(after, -1).sheet.picked], [1, 2, 1])
})

test("the reason belongs to one visitor: another choice asks again", () => {
  const state = opened(at(deskWith({ lines: [lineOf([waiting(1, "A-001"), waiting(2, "A-002")])] })), "find")
  const asked = { ...state, sheet: { ...state.sheet, passedOver: ["A-001"] } }

  assert.deepEqual(callOf(asked.sheet, { id: 2 }), { problem: "reason" })
  assert.equal(stepped(asked, 1).sheet.passedOver, null)
})

test("closing a sheet takes its refusal along", () => {
  const refused = { ...opened(serving, "hold", 9), notice: { kind: "refused", code: "wrong_state", params: {} } }

  assert.deepEqual([closed(refused).sheet, closed(refused).notice], [null, null])
})
