import assert from "node:assert/strict"
import { test } from "node:test"
import { hearPicture, isTimely, keptAnnouncer, startAnnouncer } from "../../display/static/js/announcer.js"

const NOW = new Date("2026-11-23T07:10:30Z")
const CALLED_AT = "2026-11-23T07:10:25Z"
const LONG_AGO = "2026-11-23T07:09:59Z"

function call(seq, changes = {}) {
  return { seq, ticket_id: seq, service_id: 1, state: "called", called_at: CALLED_AT, ...changes }
}

function picture(seq, calls = [], notices = []) {
  return { seq, calls, notices }
}

/** An announcer that has heard these pictures. */
function heard(...pictures) {
  return pictures.reduce((announcer, one) => hearPicture(announcer, one, NOW).announcer, startAnnouncer())
}

/** What is announced for each of the pictures that follow one another, as kind and seq. */
function announced(pictures, look) {
  let announcer = startAnnouncer()
  return pictures.map((one) => {
    const { due, announcer: next } = hearPicture(announcer, one, NOW, look)
    announcer = next
    return due.map(({ kind, seq }) => `${kind} ${seq}`)
  })
}

test("what was called before the page was there does not ring", () => {
  assert.deepEqual(announced([picture(5, [call(5)])]), [[]])
})

test("each new call rings once, however often its picture comes", () => {
  const after = picture(6, [call(6), call(5)])
  assert.deepEqual(announced([picture(5, [call(5)]), after, after, { ...after, seq: 9 }]), [[], ["call 6"], [], []])
})

test("a recall rings again although the number is on the board", () => {
  const recalled = picture(7, [call(7, { ticket_id: 6 })])
  assert.deepEqual(announced([picture(5), picture(6, [call(6)]), recalled]), [[], ["call 6"], ["recall 7"]])
})

test("calls missed while the link was down ring in their order", () => {
  assert.deepEqual(announced([picture(5), picture(9, [call(9), call(8), call(6)])]), [[], ["call 6", "call 8", "call 9"]])
})

test("200 calls, each with a picture of its own, are 200 announcements though a picture holds twelve", () => {
  const pictures = Array.from({ length: 200 }, (_, at) => {
    return picture(6 + at, Array.from({ length: Math.min(12, at + 1) }, (_, back) => call(6 + at - back)))
  })
  const expected = Array.from({ length: 200 }, (_, at) => `call ${6 + at}`)
  assert.deepEqual(announced([picture(5), ...pictures]).flat(), expected)
})

test("a call older than 30 s, or of a visitor who has come, does not ring", () => {
  const calls = [call(8, { state: "serving" }), call(7, { state: "done" }), call(6, { called_at: LONG_AGO })]
  assert.deepEqual(announced([picture(5), picture(8, calls)]), [[], []])
})

test("a recall rings however late it is heard, as long as its visitor is expected", () => {
  const before = picture(6, [call(6), call(5)])
  const late = [call(8, { ticket_id: 6, called_at: LONG_AGO }), call(7, { ticket_id: 5, called_at: LONG_AGO, state: "no_show" })]
  assert.deepEqual(announced([before, picture(8, late)]), [[], ["recall 8"]])
})

test("whoever waited again in between is called, not recalled", () => {
  const back = picture(7, [])
  assert.deepEqual(announced([picture(6, [call(6)]), back, picture(8, [call(8, { ticket_id: 6 })])]), [[], [], ["call 8"]])
})

test("a ticket that newer calls pushed out of the picture is recalled all the same", () => {
  const others = Array.from({ length: 12 }, (_, at) => call(18 - at))
  const recalled = [call(19, { ticket_id: 6 }), ...others.slice(0, 11)]
  assert.deepEqual(announced([picture(6, [call(6)]), picture(18, others), picture(19, recalled)]).at(-1), ["recall 19"])
})

test("a display of some services announces their calls only, and every notice", () => {
  const notice = { id: 1, seq: 8, spoken: true }
  const after = picture(8, [call(7, { service_id: 2 }), call(6)], [notice])
  assert.deepEqual(announced([picture(5), after], { serviceIds: [2] }), [[], ["call 7", "notice 8"]])
  assert.deepEqual(announced([picture(5), after], { serviceIds: [] }), [[], ["call 6", "call 7", "notice 8"]])
})

test("a notice that is only to be read is not announced, one that is to be said once", () => {
  const notices = [{ id: 1, seq: 6, spoken: false }, { id: 2, seq: 7, spoken: true }]
  const after = picture(7, [], notices)
  assert.deepEqual(announced([picture(5), after, { ...after, seq: 8 }]), [[], ["notice 7"], []])
})

test("a server whose numbers start again is followed", () => {
  const reset = picture(2, [call(2)])
  assert.deepEqual(announced([picture(50), reset, picture(3, [call(3), call(2)])]), [[], [], ["call 3"]])
})

test("after a reload only what was not announced before is", () => {
  const kept = keptAnnouncer(heard(picture(5), picture(6, [call(6)])), [])
  const later = picture(8, [call(8, { ticket_id: 6, called_at: LONG_AGO }), call(7)])

  const { due } = hearPicture(startAnnouncer(JSON.parse(JSON.stringify(kept))), later, NOW)

  assert.deepEqual(due.map(({ kind, seq }) => [kind, seq]), [["call", 7], ["recall", 8]])
})

test("what still waited in the loudspeaker when the page was loaded again is announced then, as what it was", () => {
  const after = picture(8, [call(8, { ticket_id: 5 }), call(7), call(6)])
  const announcer = heard(picture(5, [call(5)]), after)
  const { due: waiting } = hearPicture(heard(picture(5, [call(5)])), after, NOW)
  const kept = keptAnnouncer(announcer, waiting.slice(1))

  const { due } = hearPicture(startAnnouncer(kept), after, NOW)

  assert.deepEqual(due.map(({ kind, seq }) => [kind, seq]), [["call", 7], ["recall", 8]])
})

test("a store that kept nothing, or something else, begins anew", () => {
  const fresh = { lastSeq: null, standing: [] }
  for (const kept of [undefined, null, 7, "text", {}, { lastSeq: "5", standing: [] }, { lastSeq: 5 }]) {
    assert.deepEqual(startAnnouncer(kept), fresh)
  }
})

test("when its turn comes a call may be 30 s old, not more", () => {
  const item = { ...call(6), kind: "call" }
  assert.equal(isTimely(item, picture(6), new Date("2026-11-23T07:10:55Z")), true)
  assert.equal(isTimely(item, picture(6), new Date("2026-11-23T07:10:55.001Z")), false)
})

test("when its turn comes a recall is said if its visitor is still expected", () => {
  const item = { ...call(6, { called_at: LONG_AGO }), kind: "recall" }
  const newer = Array.from({ length: 12 }, (_, at) => call(18 - at))

  assert.equal(isTimely(item, picture(6, [call(6)]), NOW), true)
  assert.equal(isTimely(item, picture(7, [call(6, { state: "serving" })]), NOW), false)
  assert.equal(isTimely(item, picture(7, []), NOW), false)
  assert.equal(isTimely(item, picture(18, newer), NOW), true)
  assert.equal(isTimely({ ...item, seq: 20, ticket_id: 20 }, picture(20, newer), NOW), false)
})

test("when its turn comes a notice is said if it still stands", () => {
  const item = { id: 3, seq: 6, spoken: true, kind: "notice" }
  assert.equal(isTimely(item, picture(6, [], [item]), NOW), true)
  assert.equal(isTimely(item, picture(7, [], []), NOW), false)
})
