import assert from "node:assert/strict"
import { test } from "node:test"
import * as flow from "../../kiosk/static/js/flow.js"

const SERVICE = { id: 3, code: "cashier" }
const PICTURE = { branch: { open: true, opens_at: null }, services: [SERVICE, { id: 4, code: "tax" }] }
const TICKET = { id: 9, number: "F-023", service_id: 3, ahead: 2, prints: true }
const FAILURE = { ticket_id: 9, state: "failed" }
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
  assert.equal(flow.pageOf(flow.tick(flow.touched(shown, 10_000), 14_000)), "ticket")
  assert.equal(flow.pageOf(flow.closeTicket(shown, 3000)), "services")
})

test("a page that has just come under the finger waits until a double tap is over", () => {
  const settled = (state, ...moments) => moments.map((now) => flow.isSettled(state, now))
  const gone = flow.closeTicket(withTicket(2000), 5000)
  assert.deepEqual(settled(ready(), 0), [true])
  assert.deepEqual(settled(withTicket(2000), 2000, 2699, 2700), [false, false, true])
  assert.deepEqual(settled(gone, 5699, 5700), [false, true])
  assert.deepEqual(settled(flow.tick(withTicket(2000), 14_000), 14_100), [false])
  assert.deepEqual(settled(flow.printFailed(gone, FAILURE, 7000), 7100), [false])
  assert.deepEqual(settled(flow.printFailed(withTicket(2000), FAILURE, 7000), 7100), [true])
})

test("after a ticket the next visitor finds the first language and the first page", () => {
  const chosen = flow.turnPage(flow.chooseLanguage(ready(), "en", 500), 2, 600)
  const after = flow.closeTicket(flow.ticketCame(touch(chosen), TICKET, 2000), 3000)
  assert.deepEqual([after.language, after.page], ["fa", 0])
})

test("a service that the picture says is closed is greyed with its reason; the hall's own hours are not its", () => {
  const issuing = (why) => ({ ...PICTURE, services: [{ ...SERVICE, issuing: { why } }] })
  const why = (each) => flow.refusalOf(flow.pictureCame(flow.startFlow("fa"), issuing(each)), 3)
  assert.deepEqual(why("service_closed"), { code: "service_closed" })
  assert.deepEqual([why("hall_closed"), why(null)], [undefined, undefined])
})

test("half a minute without a touch resets the language and the page, not sooner", () => {
  const chosen = flow.turnPage(flow.chooseLanguage(ready(), "en", 500), 1, 1000)
  assert.equal(flow.tick(chosen, 30_999).language, "en")
  const idle = flow.tick(chosen, 31_000)
  assert.deepEqual([idle.language, idle.page], ["fa", 0])
})

test("a touch never answered is asked again under its own id, by the same service and language, for half a minute", () => {
  const unheard = flow.touched(flow.tick(flow.refused(touch(ready()), NO_CONNECTION, 7000), 12_000), 25_000)
  assert.equal(touch(unheard, 3, "second", 25_000).sending.requestId, "first")
  assert.equal(touch(unheard, 4, "second", 25_000).sending.requestId, "second")
  assert.equal(touch(flow.chooseLanguage(unheard, "en", 25_000), 3, "second", 25_000).sending.requestId, "second")
  assert.equal(touch(unheard, 3, "second", 31_000).sending.requestId, "second")
})

test("a touch never answered is not handed to the next visitor: going home forgets it", () => {
  const unheard = flow.refused(touch(ready()), NO_CONNECTION, 7000)
  assert.equal(flow.tick(unheard, 30_999).unheard.requestId, "first")
  assert.equal(flow.tick(unheard, 31_000).unheard, null)
})

test("an answered touch is never asked again", () => {
  const next = flow.closeTicket(withTicket(), 3000)
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
  const error = { code: "range_used_up", message: "شماره‌ای نمانده", details: { first: 1, last: 99 } }
  const after = flow.refused(touch(ready()), error, 2000)
  assert.equal(flow.pageOf(after), "services")
  assert.equal(after.notice.code, "range_used_up")
  assert.equal(flow.refusalOf(after, 3).message, "شماره‌ای نمانده")
  assert.equal(touch(after, 3, "second"), after)
  assert.equal(touch(after, 4, "second").sending.serviceId, 4)
  assert.equal(flow.refusalOf(flow.tick(after, 62_000), 3), undefined)
})

test("a service that has gone from the hall cannot be touched", () => {
  const state = flow.pictureCame(ready(), { ...PICTURE, services: [] })
  assert.equal(touch(state), state)
})

test("a closed hall shows its page and opens with the picture", () => {
  const closed = flow.pictureCame(ready(), { ...PICTURE, branch: { open: false, opens_at: null } })
  assert.equal(flow.pageOf(closed), "closed")
  assert.equal(touch(closed), closed)
  assert.equal(flow.pageOf(flow.pictureCame(closed, PICTURE)), "services")
})

test("a paper that failed is told to its visitor, even just after the page went back", () => {
  assert.equal(flow.printFailed(withTicket(), FAILURE, 3000).ticket.printState, "failed")
  const gone = flow.tick(withTicket(2000), 14_000)
  assert.deepEqual(flow.printFailed(gone, FAILURE, 21_999).ticket, { ...TICKET, until: 33_999, printState: "failed" })
})

test("a visitor who is still reading the number is told however late it is", () => {
  const reading = flow.touched(flow.touched(withTicket(2000), 13_000), 24_000)
  assert.equal(flow.printFailed(flow.tick(reading, 30_000), FAILURE, 30_000).ticket.printState, "failed")
})

test("a number is not shown again when its visitor may have gone", () => {
  const gone = flow.closeTicket(withTicket(2000), 3000)
  assert.equal(flow.printFailed(gone, FAILURE, 22_000), gone)
  assert.equal(flow.tick(gone, 22_000).lastTicket, null)
})

test("a number is not shown again to whoever has touched the screen since", () => {
  const touched = flow.touched(flow.closeTicket(withTicket(2000), 3000), 4000)
  assert.equal(flow.printFailed(touched, FAILURE, 4100), touched)
})

test("another visitor's paper, or one under way, disturbs nobody", () => {
  const shown = withTicket()
  assert.equal(flow.printFailed(shown, { ticket_id: 8, state: "failed" }, 3000), shown)
  const next = touch(flow.closeTicket(shown, 2500), 4, "second", 3000)
  assert.equal(flow.printFailed(next, FAILURE, 3500), next)
})
