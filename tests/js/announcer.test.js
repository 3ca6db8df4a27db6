import assert from "node:assert/strict"
import { test } from "node:test"
import { hearPicture, isTimely, keptAnnouncer, startAnnouncer } from "../../display/static/js/announcer.js"

const NOW = new Date("2026-11-23T07:10:30Z")
const CALLED_AT = "2026-11-23T07:10:25Z"
const LONG_AGO = "2026-11-23T07:09:59Z"

function call(seq, changes = {}) {
  return { seq, ticket_id: seq, service_id: 1, state: "called", called_at: CALLED_AT, recalls: 0, ...changes }
}

function notice(seq, changes = {}) {
  return { id: seq, seq, spoken: true, made_at: CALLED_AT, ...changes }
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
  const recalled = picture(7, [call(7, { ticket_id: 6, recalls: 1 })])
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
  const late = { called_at: LONG_AGO, recalls: 1 }
  const calls = [call(8, { ...late, ticket_id: 6 }), call(7, { ...late, ticket_id: 5, state: "no_show" })]
  assert.deepEqual(announced([picture(6, [call(6), call(5)]), picture(8, calls)]), [[], ["recall 8"]])
})

test("a recall rings also where nothing was heard of the call before it", () => {
  const recalled = call(7, { ticket_id: 6, called_at: LONG_AGO, recalls: 1 })
  assert.deepEqual(announced([picture(5), picture(7, [recalled])]), [[], ["recall 7"]])
})

test("whoever waited again in between is called, not recalled", () => {
  const back = picture(7, [])
  assert.deepEqual(announced([picture(6, [call(6)]), back, picture(8, [call(8, { ticket_id: 6 })])]), [[], [], ["call 8"]])
})

test("a display of some services announces their calls only, and every notice", () => {
  const after = picture(8, [call(7, { service_id: 2 }), call(6)], [notice(8)])
  assert.deepEqual(announced([picture(5), after], { serviceIds: [2] }), [[], ["call 7", "notice 8"]])
  assert.deepEqual(announced([picture(5), after], { serviceIds: [] }), [[], ["call 6", "call 7", "notice 8"]])
})

test("a notice that is only to be read is not announced, one that is to be said once", () => {
  const after = picture(7, [], [notice(6, { spoken: false }), notice(7)])
  assert.deepEqual(announced([picture(5), after, { ...after, seq: 8 }]), [[], ["notice 7"], []])
})

test("a server whose numbers start again is followed", () => {
  const reset = picture(2, [call(2)])
  assert.deepEqual(announced([picture(50), reset, picture(3, [call(3), call(2)])]), [[], [], ["call 3"]])
})

test("after a reload only what was not announced before is", () => {
  const kept = keptAnnouncer(heard(picture(5), picture(6, [call(6)])), [])
  const later = picture(8, [call(8, { ticket_id: 6, called_at: LONG_AGO, recalls: 1 }), call(7)])

  const { due } = hearPicture(startAnnouncer(JSON.parse(JSON.stringify(kept))), later, NOW)

  assert.deepEqual(due.map(({ kind, seq }) => [kind, seq]), [["call", 7], ["recall", 8]])
})

test("what still waited in the loudspeaker when the page was loaded again is announced then, as what it was", () => {
  const after = picture(8, [call(8, { ticket_id: 5, recalls: 1 }), call(7), call(6)])
  const announcer = heard(picture(5, [call(5)]), after)
  const { due: waiting } = hearPicture(heard(picture(5, [call(5)])), after, NOW)
  const kept = keptAnnouncer(announcer, waiting.slice(1))

  const { due } = hearPicture(startAnnouncer(kept), after, NOW)

  assert.deepEqual(due.map(({ kind, seq }) => [kind, seq]), [["call", 7], ["recall", 8]])
})

test("a store that kept nothing, or something else, begins anew", () => {
  for (const kept of [undefined, null, 7, "text", {}, { lastSeq: "5" }]) {
    assert.deepEqual(startAnnouncer(kept), { lastSeq: null })
  }
})

test("when its turn comes a call may be 30 s old, not more", () => {
  const item = { ...call(6), kind: "call" }
  const after = picture(6, [call(6)])
  assert.equal(isTimely(item, after, new Date("2026-11-23T07:10:55Z")), true)
  assert.equal(isTimely(item, after, new Date("2026-11-23T07:10:55.001Z")), false)
})

test("when its turn comes a call is said of whoever stands or came, not of whoever was sent back or away", () => {
  const item = { ...call(6), kind: "call" }
  const said = (...calls) => isTimely(item, picture(30, calls), NOW)
  const become = (state) => said(call(6, { state }))
  assert.deepEqual(["called", "serving", "done"].map(become), [true, true, true])
  assert.deepEqual(["no_show", "cancelled", "held"].map(become), [false, false, false])
  assert.equal(said(call(7), call(5)), false)
  assert.equal(said(...Array.from({ length: 12 }, (_, at) => call(18 - at)), call(2, { state: "serving" })), true)
})

test("when its turn comes a visitor who was called anew since is said of that other call alone", () => {
  for (const kind of ["call", "recall"]) {
    const item = { ...call(6, { ticket_id: 1, counter_id: 1, recalls: kind === "call" ? 0 : 1 }), kind }
    const said = (seq, changes) => isTimely(item, picture(30, [call(seq, { ticket_id: 1, counter_id: 1, ...changes })]), NOW)
    assert.deepEqual([said(6, { recalls: item.recalls }), said(9, { recalls: 2 })], [true, true])
    assert.deepEqual([said(9, { counter_id: 2 }), said(9, { counter_id: 2, recalls: 2 }), said(9, {})], [false, false, false])
  }
})

test("a sign says the calls of its own counter alone", () => {
  const after = picture(7, [call(7, { counter_id: 2 }), call(6, { counter_id: 1 })])
  assert.deepEqual(announced([picture(5), after], { counterId: 2 }), [[], ["call 7"]])
})

test("when its turn comes a recall is said if its visitor is still expected", () => {
  const item = { ...call(6, { called_at: LONG_AGO }), kind: "recall" }

  assert.equal(isTimely(item, picture(6, [call(6)]), NOW), true)
  assert.equal(isTimely(item, picture(7, [call(6, { state: "serving" })]), NOW), false)
  assert.equal(isTimely(item, picture(7, []), NOW), false)
})

test("when its turn comes a notice is said if it still stands, and was made within five minutes", () => {
  const item = { ...notice(6), kind: "notice" }
  const after = picture(6, [], [item])
  assert.equal(isTimely(item, after, NOW), true)
  assert.equal(isTimely(item, picture(7, [], []), NOW), false)
  assert.equal(isTimely(item, after, new Date("2026-11-23T07:15:25Z")), true)
  assert.equal(isTimely(item, after, new Date("2026-11-23T07:15:26Z")), false)
})

test("a board that was off for a night does not say the notices of the evening", () => {
  assert.deepEqual(announced([picture(5), picture(6, [], [notice(6, { made_at: "2026-11-22T17:00:00Z" })])]), [[], []])
})
