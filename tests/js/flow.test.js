import assert from "node:assert/strict"
import { test } from "node:test"
import * as flow from "../../kiosk/static/js/flow.js"
import { GUIDE, ID, line, looking, PICTURE, ready, take, TICKET, told, withTicket } from "./kiosk-state.js"

const FAILURE = { ticket_id: 9, state: "failed" }
const NO_CONNECTION = { code: "no_connection", details: {} }
const CLOSED = { ...PICTURE, branch: { ...PICTURE.branch, open: false } }

test("before picture and guide the kiosk gets ready, then invites, and a touch shows the services", () => {
  const pictured = flow.pictureCame(flow.startKiosk("fa"), PICTURE, "fa")
  const pages = [flow.startKiosk("fa"), pictured, flow.guideCame(pictured, GUIDE), ready()].map(flow.pageOf)
  assert.deepEqual(pages, ["starting", "starting", "attract", "services"])
})

test("language, service, take: three touches to a command", () => {
  const invited = { ...ready(), page: "attract" }
  const sending = take(flow.lookAt(flow.chooseLanguage(invited, "fa"), 1))
  assert.deepEqual(sending.sending, {
    serviceIds: [1], language: "fa", priorityClass: "standard", identity: null, requestId: "first", at: 1000,
  })
})

test("a service with nothing to read or choose is asked for by its own touch", () => {
  assert.deepEqual([flow.isQuick(ready(), 1), flow.isQuick(ready(), 2)], [false, true])
  const sending = flow.takeAtOnce(ready(), { serviceId: 2, requestId: "first" }, 1000).sending
  assert.deepEqual(sending.serviceIds, [2])
  const classes = [...GUIDE.priority_classes, { code: "elderly", names: { en: "Elderly" }, asks_proof: true }]
  assert.equal(flow.isQuick(ready({ guide: { ...GUIDE, priority_classes: classes } }), 2), false)
})

test("a second tap while a command is under way changes nothing", () => {
  const sending = take(looking(1))
  assert.equal(take(sending, "second"), sending)
  assert.equal(flow.lookAt(sending, 3), sending)
})

test("the priority class of a visitor's choice goes with the touch", () => {
  assert.equal(take(flow.chooseClass(looking(1), "elderly")).sending.priorityClass, "elderly")
})

test("several services go on one ticket, as many as the hall allows, the first one first", () => {
  const adding = flow.addService(looking(2))
  assert.deepEqual([flow.pageOf(adding), flow.chosenIds(adding)], ["services", [2]])
  const both = flow.lookAt(adding, 1)
  assert.deepEqual([flow.mayAddService(both), flow.addService(both)], [false, both])
  assert.deepEqual(take(both).sending.serviceIds, [2, 1])
  assert.deepEqual(take(flow.removeService(both, 2)).sending.serviceIds, [1])
})

test("back leads from a second service to the shelf, and from there to the first one again", () => {
  const shelf = flow.goBack(flow.lookAt(flow.addService(looking(2)), 1))
  assert.deepEqual([flow.pageOf(shelf), flow.chosenIds(shelf)], ["services", [2]])
  const first = flow.goBack(shelf)
  assert.deepEqual([flow.pageOf(first), first.wish.looking, first.wish.serviceIds], ["service", 2, []])
})

test("back climbs out of nested groups one by one", () => {
  const groups = [{ code: "tax", parent: null, names: {} }, { code: "shops", parent: "tax", names: {} }]
  const inner = flow.openGroup(ready({ guide: { ...GUIDE, groups } }), "shops")
  assert.deepEqual([inner, flow.goBack(inner), flow.goBack(flow.goBack(inner))].map((one) => one.path), ["shops", "tax", null])
})

test("a service that asks who takes it waits for a right number, and says what is wrong with another", () => {
  const asked = take(looking(3))
  assert.deepEqual([flow.pageOf(asked), asked.wish.wrong, asked.sending], ["identity", null, null])
  const typed = [..."00123456۷۸"].reduce((state, digit) => flow.typeDigit(state, "national_id", digit), asked)
  assert.equal(take(typed).wish.wrong, "checksum")
  const right = flow.typeDigit(flow.eraseDigit(typed), "national_id", "9")
  assert.deepEqual(take(right).sending.identity, { kind: "national_id", value: ID })
})

test("a number that the server finds wrong is asked for again", () => {
  const asked = { ...take(looking(3)), sending: null }
  const refused = flow.refused(asked, { code: "identity_wrong", details: { kind: "national_id", why: "repeated" } }, 2000)
  assert.deepEqual([flow.pageOf(refused), refused.wish.wrong], ["identity", "repeated"])
})

test("the number stands as long as it may be given back, a touch keeps it, done ends it", () => {
  const shown = withTicket(2000)
  assert.equal(flow.pageOf(flow.tick(shown, 21_999)), "ticket")
  assert.equal(flow.pageOf(flow.tick(shown, 22_000)), "services")
  assert.equal(flow.pageOf(flow.tick(flow.touched(shown, 10_000), 22_000)), "ticket")
  assert.equal(flow.pageOf(flow.closeTicket(shown)), "services")
  const long = flow.ticketCame(take(looking(1)), TICKET, 60_000, 2000)
  assert.equal(flow.pageOf(flow.tick(long, 61_999)), "ticket")
})

test("a number is given back for as long as the hall says, once, and its visitor chooses again in the same look", () => {
  const shown = flow.turnMode(withTicket(2000, take(looking(1, flow.chooseLanguage(ready(), "fa")))), "contrast")
  assert.deepEqual([21_999, 22_000].map((now) => flow.mayWithdraw(shown, now)), [true, false])
  const sending = flow.withdraw(shown, "undo", 3000)
  assert.deepEqual(sending.withdrawing, { ticketId: 9, requestId: "undo" })
  assert.equal(flow.withdraw(sending, "again", 3100), sending)
  assert.equal(flow.closeTicket(sending), sending)
  const back = flow.withdrawn(sending, 4000)
  assert.deepEqual(
    [flow.pageOf(back), back.language, back.modes.contrast, back.notice.number, back.withdrawing],
    ["services", "fa", true, "A-023", null],
  )
})

test("a number that was called meanwhile cannot be given back; one whose first answer was lost is", () => {
  const sending = flow.withdraw(withTicket(2000), "undo", 3000)
  const late = flow.withdrawRefused(sending, { code: "too_late_to_withdraw", details: { state: "called" } }, 4000)
  assert.deepEqual([flow.pageOf(late), late.ticket.undoRefused, flow.mayWithdraw(late, 4000)], ["ticket", "too_late_to_withdraw", false])
  const lost = flow.withdrawRefused(sending, { code: "no_connection" }, 4000)
  assert.equal(flow.mayWithdraw(lost, 4000), true)
  const done = flow.withdrawRefused(sending, { code: "too_late_to_withdraw", details: { state: "cancelled" } }, 4000)
  assert.equal(done.notice.code, "withdrawn")
})

test("a page that has just come under the finger waits until a double tap is over", () => {
  const turned = (before, after, now) => flow.turned(before, after, now)
  const about = turned(ready(), looking(1), 5000)
  assert.deepEqual([5000, 5699, 5700].map((now) => flow.isSettled(about, now)), [false, false, true])
  const same = turned(about, flow.chooseClass(about, "elderly"), 9000)
  assert.equal(same.turnedAt, 5000)
  const shown = withTicket()
  assert.equal(turned(shown, flow.closeTicket(shown), 9000).turnedAt, 9000)
  const warned = flow.tick(flow.touched(looking(1), 0), 45_000)
  assert.equal(turned(warned, flow.stayOn(warned, 46_000), 46_000).turnedAt, 46_000)
})

test("the next visitor finds the first language and look, the first page and no wish", () => {
  const changed = flow.turnVolume(flow.turnMode(flow.turnMode(flow.chooseLanguage(ready(), "fa"), "large"), "spoken"), 1)
  const after = flow.closeTicket(withTicket(2000, take(looking(1, changed))))
  assert.deepEqual([after.language, after.modes, flow.chosenIds(after), after.page], ["en", flow.PLAIN_MODES, [], "services"])
})

test("nobody's visit ends without a warning of 20 seconds, and one touch goes on", () => {
  const reading = flow.touched(flow.chooseLanguage(looking(1), "fa"), 1000)
  assert.equal(flow.tick(reading, 45_999).warnedAt, null)
  const warned = flow.tick(reading, 46_000)
  assert.deepEqual([flow.pageOf(warned), flow.warningLeft(warned, 46_000)], ["service", 20_000])
  assert.equal(flow.tick(warned, 65_999).language, "fa")
  assert.deepEqual(flow.tick(flow.stayOn(warned, 65_000), 66_000).wish, reading.wish)
  const gone = flow.tick(warned, 66_000)
  assert.deepEqual([flow.pageOf(gone), gone.language, gone.wish.looking], ["attract", "en", null])
})

test("a first page that nobody has touched invites again without asking anybody", () => {
  const home = flow.closeTicket(flow.touched(withTicket(2000), 5000))
  assert.equal(flow.pageOf(flow.tick(home, 49_999)), "services")
  assert.deepEqual([flow.pageOf(flow.tick(home, 50_000)), flow.tick(home, 50_000).warnedAt], ["attract", null])
})

test("a touch never answered is asked again under its own id, for the same wish, as long as the stay", () => {
  const unheard = flow.touched(flow.tick(flow.refused(take(looking(1)), NO_CONNECTION, 7000), 12_000), 25_000)
  assert.equal(take(unheard, "second", 25_000).sending.requestId, "first")
  assert.equal(take(flow.chooseLanguage(unheard, "fa"), "second", 25_000).sending.requestId, "second")
  assert.equal(take(flow.chooseClass(unheard, "elderly"), "second", 25_000).sending.requestId, "second")
  assert.equal(take(unheard, "second", 300_000).sending.requestId, "first")
})

test("a touch never answered is not handed to the next visitor, and an answered one is never asked again", () => {
  const unheard = flow.refused(take(looking(1)), NO_CONNECTION, 7000)
  assert.equal(flow.goHome(unheard).unheard, null)
  assert.equal(take(looking(1, flow.closeTicket(withTicket())), "second", 3000).sending.requestId, "second")
})

test("after a reload the touch under way goes on under its own id", () => {
  const touch = { ...take(flow.lookAt(flow.addService(looking(2)), 1)).sending, language: "fa", priorityClass: "elderly" }
  const back = flow.resume(flow.startKiosk("en"), { touch, asks: null }, 50)
  assert.deepEqual(back.sending, { ...touch, at: 50 })
  assert.deepEqual([flow.chosenIds(back), back.wish.priorityClass, back.language], [[2, 1], "elderly", "fa"])
})

test("after a reload whoever had to say who they are says it again, for the same ticket", () => {
  const touch = { serviceIds: [3], language: "en", priorityClass: "standard", identity: null, requestId: "first", at: 0 }
  const asked = flow.guideCame(flow.pictureCame(flow.resume(flow.startKiosk("en"), { touch, asks: "national_id" }, 50), PICTURE, "en"), GUIDE)
  assert.deepEqual([flow.pageOf(asked), asked.sending], ["identity", null])
  const typed = [...ID].reduce((state, digit) => flow.typeDigit(state, "national_id", digit), asked)
  assert.deepEqual(take(typed, "second", 60).sending, { ...touch, at: 50, identity: { kind: "national_id", value: ID } })
})

test("after a reload the visitor is not taken for gone before the hall is known", () => {
  const touch = take(looking(1)).sending
  const waiting = flow.tick(flow.resume(flow.startKiosk("en"), { touch, asks: "national_id" }, 50), 9_000)
  const asked = flow.guideCame(flow.pictureCame(waiting, PICTURE, "en"), GUIDE)
  assert.deepEqual([flow.pageOf(asked), asked.unheard.requestId], ["identity", "first"])
})

test("no connection and a full disk take the whole page, and go away by themselves", () => {
  for (const code of ["no_connection", "storage_failed", "internal_error"]) {
    const troubled = flow.refused(take(looking(1)), { code }, 2000)
    assert.deepEqual([flow.pageOf(troubled), flow.troubleCode(troubled)], ["trouble", code])
    assert.equal(take(troubled, "second"), troubled)
    assert.equal(flow.pageOf(flow.tick(troubled, 17_000)), "service")
  }
})

test("whatever is written at the server ends the trouble with its storage at once", () => {
  const troubled = flow.refused(take(looking(1)), { code: "storage_failed" }, 2000)
  assert.equal(flow.pageOf(flow.eventCame(troubled)), "service")
})

test("a lost link is trouble until it is whole, but leaves a number in hand alone", () => {
  const lost = flow.linkChanged(ready(), true)
  assert.deepEqual([flow.pageOf(lost), flow.troubleCode(lost)], ["trouble", "no_connection"])
  assert.equal(flow.pageOf(flow.linkChanged(lost, false)), "services")
  assert.equal(flow.pageOf(flow.linkChanged(withTicket(), true)), "ticket")
})

test("a service that is refused is greyed with its reason, for a minute, and the others stay", () => {
  const error = { code: "range_used_up", message: "no number left" }
  const after = flow.refused(take(looking(1)), error, 2000)
  assert.deepEqual([flow.pageOf(after), after.notice.code, flow.refusalOf(after, 1).message], ["services", "range_used_up", "no number left"])
  assert.equal(looking(1, after), after)
  assert.equal(flow.pageOf(looking(3, after)), "service")
  assert.equal(flow.refusalOf(flow.tick(after, 62_000), 1), null)
})

test("a closed service is greyed by the picture, whatever it is closed for", () => {
  const issuing = { open: false, why: "after_last_ticket", until: null, opens_at: null }
  const state = ready({ picture: { ...PICTURE, services: [line(1, { issuing }), line(2)] } })
  assert.deepEqual([1, 2, 7].map((id) => flow.refusalOf(state, id)), [{ code: "after_last_ticket" }, null, { code: "not_found" }])
  assert.equal(looking(1, state), state)
  const bare = { ...state, guide: {} }
  assert.equal(flow.takeAtOnce(bare, { serviceId: 1, requestId: "first" }, 1000), bare)
})

test("too many tickets of one person are told to that person, and no service is greyed", () => {
  const after = flow.refused(take(looking(1)), { code: "too_many_tickets", message: "" }, 2000)
  assert.deepEqual([flow.pageOf(after), after.notice.code, after.refusals], ["service", "too_many_tickets", {}])
})

test("a chosen service that has gone from the hall leads back to the first page", () => {
  const after = flow.pictureCame(flow.chooseLanguage(looking(1), "fa"), { ...PICTURE, services: [line(2)] }, "en")
  assert.deepEqual([flow.pageOf(after), flow.chosenIds(after), after.language], ["services", [], "fa"])
})

test("a closed hall shows its page and opens with the picture", () => {
  const closed = flow.pictureCame(ready(), CLOSED, "en")
  assert.equal(flow.pageOf(closed), "closed")
  assert.equal(take(closed), closed)
  assert.equal(flow.pageOf(flow.pictureCame(closed, PICTURE, "en")), "services")
})

test("a paper that failed is told to its visitor, in their language, even just after the page went back", () => {
  assert.equal(flow.printFailed(withTicket(), FAILURE, 3000).ticket.printState, "failed")
  const gone = flow.tick(withTicket(2000, take(looking(1, flow.chooseLanguage(ready(), "fa")))), 22_000)
  assert.deepEqual([flow.pageOf(gone), gone.language], ["services", "en"])
  const told = flow.printFailed(gone, FAILURE, 31_999)
  assert.deepEqual([told.ticket.number, told.ticket.printState, told.ticket.until, told.language], ["A-023", "failed", 51_999, "fa"])
})

test("a picture that goes on telling of a failed paper tells its visitor once", () => {
  const papers = [{ number: "B-001", state: "failed" }, { number: "A-023", state: "failed", reason: "paper_out" }]
  const told = flow.papersFailed(flow.closeTicket(withTicket(2000)), papers, 3000)
  assert.deepEqual([told.ticket.number, told.ticket.printState], ["A-023", "failed"])
  const read = flow.closeTicket(told)
  assert.equal(flow.papersFailed(read, papers, 6000), read)
  assert.equal(flow.papersFailed(ready(), papers, 6000).ticket, null)
})

test("a number is not shown again when its visitor may have gone, nor to whoever has touched the screen since", () => {
  const gone = flow.closeTicket(withTicket(2000))
  assert.equal(flow.printFailed(gone, FAILURE, 32_000), gone)
  const touched = flow.touched(gone, 4000)
  assert.equal(flow.printFailed(touched, FAILURE, 4100), touched)
})

test("another visitor's paper, or one under way, disturbs nobody", () => {
  const shown = withTicket()
  assert.equal(flow.printFailed(shown, { ticket_id: 8, state: "failed" }, 3000), shown)
  const next = take(looking(1, flow.closeTicket(shown)), "second", 3500)
  assert.equal(flow.printFailed(next, FAILURE, 3500), next)
})

test("a key of the keypad begins a visit and the spoken guidance; a finger takes the cursor away", () => {
  const state = flow.keyCame({ ...ready(), page: "attract" }, 1000)
  assert.deepEqual([state.page, state.modes.spoken, state.fresh], ["services", true, false])
  assert.equal(flow.fingerCame(flow.moveCursor(state, "service-s1"), 2000).cursor, null)
})

test("whoever listens is warned once before a number goes, and any key says it again and keeps it", () => {
  const shown = withTicket(2000, take(looking(1, flow.keyCame(ready(), 0))))
  assert.deepEqual([11_999, 12_000].map((now) => flow.tick(shown, now).ticket.ending), [false, true])
  const kept = flow.keepTicket(flow.moveCursor(flow.tick(shown, 12_000), "done"), 13_000)
  assert.deepEqual([kept.ticket.ending, kept.ticket.until, kept.cursor], [false, 33_000, null])
  assert.equal(flow.pageOf(flow.tick(flow.tick(shown, 12_000), 22_000)), "services")
  assert.equal(flow.tick(withTicket(2000), 12_000).ticket.ending, false)
})

test("no time runs out while something is said", () => {
  const spoken = flow.keyCame(ready(), 0)
  const shown = flow.listening(withTicket(2000, take(looking(1, spoken))), 60_000)
  assert.deepEqual([shown.ticket.until, flow.tick(shown, 60_000).ticket.ending], [73_000, false])
  const ending = flow.listening(flow.tick(shown, 63_000), 66_000)
  assert.deepEqual([ending.ticket.ending, ending.ticket.until], [true, 76_000])
  const reading = flow.listening(looking(1, spoken), 60_000)
  assert.equal(flow.tick(reading, 104_999).warnedAt, null)
  const warned = flow.listening(flow.tick(reading, 105_000), 108_000)
  assert.equal(flow.warningLeft(warned, 108_000), flow.WARNING_MILLISECONDS)
})

test("the volume has its ends", () => {
  const louder = Array.from({ length: 9 }).reduce((state) => flow.turnVolume(state, 1), ready())
  const quieter = Array.from({ length: 9 }).reduce((state) => flow.turnVolume(state, -1), ready())
  assert.deepEqual([louder.modes.volume, quieter.modes.volume], [5, 1])
})

test("without a guide the kiosk gives numbers of one service at a time", () => {
  const bare = ready({ guide: {} })
  assert.deepEqual([flow.pageOf(bare), flow.isQuick(bare, 1), flow.mayAddService(looking(1, bare))], ["services", true, false])
})

test("what is offline asks for one service at a time", () => {
  const offline = looking(1, ready({ picture: { ...PICTURE, offline: true }, guide: { ...GUIDE, services: [told(1), told(2)] } }))
  assert.equal(flow.mayAddService(offline), false)
})
