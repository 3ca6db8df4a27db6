import assert from "node:assert/strict"
import { test } from "node:test"
import * as flow from "../../kiosk/static/js/flow.js"

const SERVICE = { id: 3, code: "cashier" }
const PICTURE = { branch: { open: true, opens_at: null }, services: [SERVICE, { id: 4, code: "tax" }] }
const TICKET = { id: 9, number: "F-023", service_id: 3, ahead: 2, prints: true }
const NO_CONNECTION = { code: "no_connection", details: {} }

const ready = () => flow.pictureCame(flow.startFlow("fa"), PICTURE)
const touch = (state, serviceId = 3, requestId = "first", now = 1000) => flow.touchService(state, { serviceId, requestId }, now)
const withTicket = (now = 2000) => flow.ticketCame(touch(ready()), TICKET, now)

test("before the first picture the kiosk gets ready, then shows the services", () => {
  assert.equal(flow.pageOf(flow.startFlow("fa")), "starting")
  assert.equal(flow.pageOf(ready()), "services")
})

test("a touch sends one command; a second tap meanwhile changes nothing", () => {
  const sending = touch(ready())
  assert.deepEqual(sending.sending, { serviceId: 3, language: "fa", requestId: "first", at: 1000 })
  assert.equal(touch(sending, 3, "second"), sending)
  assert.equal(touch(sending, 4, "second"), sending)
})

test("the number stands until its time is over, a touch keeps it, done ends it", () => {
  const shown = withTicket(2000)
  assert.equal(flow.pageOf(flow.tick(shown, 13_999)), "ticket")
  assert.equal(flow.pageOf(flow.tick(shown, 14_000)), "services")
  assert.equal(flow.pageOf(flow.tick(flow.stayLonger(shown, 10_000), 14_000)), "ticket")
  assert.equal(flow.pageOf(flow.closeTicket(shown)), "services")
})

test("after a ticket the next visitor finds the first language and the first page", () => {
  const chosen = flow.turnPage(flow.chooseLanguage(ready(), "en", 500), 2, 600)
  const after = flow.closeTicket(flow.ticketCame(touch(chosen), TICKET, 2000))
  assert.deepEqual([after.language, after.page], ["fa", 0])
})

test("half a minute without a touch resets the language and the page, not sooner", () => {
  const chosen = flow.turnPage(flow.chooseLanguage(ready(), "en", 500), 1, 1000)
  assert.equal(flow.tick(chosen, 30_999).language, "en")
  const idle = flow.tick(chosen, 31_000)
  assert.deepEqual([idle.language, idle.page], ["fa", 0])
})

test("a touch never answered is asked again under its own id, by the same service and language, for two minutes", () => {
  const unheard = flow.tick(flow.refused(touch(ready()), NO_CONNECTION, 7000), 60_000)
  assert.equal(touch(unheard, 3, "second", 60_000).sending.requestId, "first")
  assert.equal(touch(unheard, 4, "second", 60_000).sending.requestId, "second")
  assert.equal(touch(flow.chooseLanguage(unheard, "en", 60_000), 3, "second", 60_000).sending.requestId, "second")
  assert.equal(touch(unheard, 3, "second", 121_000).sending.requestId, "second")
})

test("an answered touch is never asked again", () => {
  const next = flow.closeTicket(withTicket())
  assert.equal(touch(next, 3, "second", 3000).sending.requestId, "second")
})

test("no connection and a full disk take the whole page, and go away by themselves", () => {
  for (const code of ["no_connection", "storage_failed", "internal_error"]) {
    const troubled = flow.refused(touch(ready()), { code }, 2000)
    assert.deepEqual([flow.pageOf(troubled), flow.troubleCode(troubled)], ["trouble", code])
    assert.equal(touch(troubled, 4, "second"), troubled)
    assert.equal(flow.pageOf(flow.tick(troubled, 17_000)), "services")
  }
})

test("whatever is written at the server ends the trouble with its storage at once", () => {
  const troubled = flow.refused(touch(ready()), { code: "storage_failed" }, 2000)
  assert.equal(flow.pageOf(flow.eventCame(troubled)), "services")
})

test("a lost link is trouble until it is whole, but leaves a number in hand alone", () => {
  const lost = flow.linkChanged(ready(), true)
  assert.deepEqual([flow.pageOf(lost), flow.troubleCode(lost)], ["trouble", "no_connection"])
  assert.equal(flow.pageOf(flow.linkChanged(lost, false)), "services")
  assert.equal(flow.pageOf(flow.linkChanged(withTicket(), true)), "ticket")
})

test("a service that is refused is greyed with its reason, for a minute, and the others stay", () => {
  const error = { code: "service_closed", message: "بسته", details: { opens_at: "2026-11-24T04:00:00Z" } }
  const after = flow.refused(touch(ready()), error, 2000)
  assert.equal(flow.pageOf(after), "services")
  assert.equal(after.notice.code, "service_closed")
  assert.equal(flow.refusalOf(after, SERVICE).opensAt, "2026-11-24T04:00:00Z")
  assert.equal(touch(after, 3, "second"), after)
  assert.equal(touch(after, 4, "second").sending.serviceId, 4)
  assert.equal(flow.refusalOf(flow.tick(after, 62_000), SERVICE), undefined)
})

test("a service the hall's picture calls closed cannot be touched", () => {
  const closed = { ...SERVICE, open: false, opens_at: "2026-11-24T09:30:00Z" }
  const state = flow.pictureCame(ready(), { ...PICTURE, services: [closed] })
  assert.deepEqual(flow.refusalOf(state, closed), { code: "service_closed", opensAt: closed.opens_at })
  assert.equal(touch(state), state)
})

test("a closed hall shows its page and opens with the picture", () => {
  const closed = flow.pictureCame(ready(), { ...PICTURE, branch: { open: false, opens_at: null } })
  assert.equal(flow.pageOf(closed), "closed")
  assert.equal(touch(closed), closed)
  assert.equal(flow.pageOf(flow.pictureCame(closed, PICTURE)), "services")
})

test("a paper that failed is told to its visitor, even after the page went back", () => {
  const failure = { ticket_id: 9, state: "failed" }
  assert.equal(flow.printFailed(withTicket(), failure, 3000).ticket.printState, "failed")
  const gone = flow.closeTicket(withTicket())
  assert.deepEqual(flow.printFailed(gone, failure, 3000).ticket, { ...TICKET, until: 15_000, printState: "failed" })
})

test("another visitor's paper, or one under way, disturbs nobody", () => {
  const shown = withTicket()
  assert.equal(flow.printFailed(shown, { ticket_id: 8, state: "failed" }, 3000), shown)
  const next = touch(flow.closeTicket(shown), 4, "second", 3000)
  assert.equal(flow.printFailed(next, { ticket_id: 9, state: "failed" }, 3500), next)
})
