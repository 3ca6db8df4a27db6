import assert from "node:assert/strict"
import { test } from "node:test"
import { apply, needsSnapshot } from "#shared/picture.js"

const ISSUED_AT = "2026-11-23T07:00:00Z"
const CALLED_AT = "2026-11-23T07:10:00Z"
const ESTIMATE = { kind: "range", low_minutes: 3, high_minutes: 9 }

function picture(changes = {}) {
  return {
    seq: 10,
    services: [
      { id: 1, waiting: 2, oldest_at: ISSUED_AT, open_counters: 1, estimate: ESTIMATE },
      { id: 2, waiting: 0, oldest_at: null, open_counters: 0, estimate: null },
    ],
    counters: [
      { id: 5, number: 5, state: "open", service_ids: [1] },
      { id: 6, number: 6, state: "closed", service_ids: [1, 2] },
    ],
    calls: [],
    ...changes,
  }
}

function call(ticketId, changes = {}) {
  return {
    ticket_id: ticketId, number: `A-${ticketId}`, service_id: 1, counter_id: 5, counter_number: 5,
    state: "called", called_at: CALLED_AT, seq: 11, recalls: 0, ...changes,
  }
}

function called(ticketId, seq, changes = {}) {
  const { state, called_at: at, ...fields } = call(ticketId)
  return { ...fields, kind: "ticket_called", at, seq, branch_id: 1, ...changes }
}

test("an issued ticket joins its line and no other", () => {
  const after = apply(picture(), { kind: "ticket_issued", seq: 11, at: CALLED_AT, service_id: 2, ticket_id: 3 })
  assert.deepEqual(after.services[1], { ...picture().services[1], waiting: 1, oldest_at: CALLED_AT })
  assert.deepEqual(after.services[0], picture().services[0])
  assert.equal(after.seq, 11)
})

test("a call leaves its line and comes first, with its own time and seq", () => {
  const after = apply(picture({ calls: [call(8)] }), called(9, 11))
  assert.equal(after.services[0].waiting, 1)
  assert.deepEqual(after.calls, [call(9), call(8)])
})

test("the last of a line leaves it empty, and a count never goes below none", () => {
  const first = apply(apply(picture(), called(9, 11)), called(8, 12))
  assert.deepEqual([first.services[0].waiting, first.services[0].oldest_at], [0, null])
  assert.equal(apply(first, called(7, 13)).services[0].waiting, 0)
})

test("a recall comes first again with a new seq and changes no count", () => {
  const before = picture({ calls: [call(8), call(9, { state: "no_show" })] })
  const after = apply(before, called(9, 12, { kind: "ticket_recalled", recalls: 1 }))
  assert.deepEqual(after.calls, [call(9, { seq: 12, recalls: 1 }), call(8)])
  assert.deepEqual(after.services, before.services)
})

test("what happens to a called ticket shows at its call", () => {
  const states = { service_begun: "serving", ticket_finished: "done", ticket_no_show: "no_show" }
  for (const [kind, state] of Object.entries(states)) {
    const after = apply(picture({ calls: [call(8), call(9)] }), { kind, seq: 12, ticket_id: 9 })
    assert.deepEqual(after.calls, [call(8), call(9, { state })])
  }
})

test("twelve calls are kept, and whoever still stands at a counter", () => {
  const served = (after, id) => (id === 1 ? after : apply(after, { kind: "ticket_finished", seq: 11, at: CALLED_AT, ticket_id: id }))
  const after = Array.from({ length: 15 }, (_, id) => id).reduce((before, id) => served(apply(before, called(id, 11)), id), picture())
  assert.deepEqual(after.calls.map((one) => one.ticket_id), [14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 1])
})

test("the newest four of each service are kept, however many calls there are elsewhere", () => {
  const quiet = Array.from({ length: 6 }, (_, id) => call(id, { service_id: 2, state: "done", seq: 9 - id }))
  const busy = Array.from({ length: 14 }, (_, id) => id + 20)
  const after = busy.reduce((before, id) => {
    const next = apply(before, called(id, id))
    return apply(next, { kind: "ticket_finished", seq: id, at: CALLED_AT, ticket_id: id })
  }, picture({ calls: quiet }))
  assert.deepEqual(after.calls.map((one) => one.ticket_id), [...busy.slice(2).reverse(), 0, 1, 2, 3])
})

test("whoever has gone from the counter goes from a longer list too", () => {
  const others = Array.from({ length: 12 }, (_, id) => call(id + 20, { state: "done" }))
  const served = apply(picture({ calls: [...others, call(9)] }), { kind: "service_begun", seq: 12, ticket_id: 9 })
  assert.equal(served.calls.at(-1).state, "serving")
  const after = apply(served, { kind: "ticket_finished", seq: 13, ticket_id: 9 })
  assert.deepEqual(after.calls, others)
})

test("what changes the plans of displays moves plan_seq, and nothing else does", () => {
  const kinds = ["look_changed", "sound_changed", "media_changed", "setup_applied", "display_reload_asked", "display_identify_asked"]
  for (const kind of kinds) {
    assert.deepEqual(apply(picture({ plan_seq: 3 }), { kind, seq: 11 }), picture({ plan_seq: 11, seq: 11 }))
  }
  assert.equal(apply(picture({ plan_seq: 3 }), called(9, 11)).plan_seq, 3)
})

test("a line that loses its last counter loses its estimate", () => {
  const after = apply(picture(), { kind: "counter_closed", seq: 11, counter_id: 5, counter_number: 5 })
  assert.equal(after.counters[0].state, "closed")
  assert.deepEqual([after.services[0].open_counters, after.services[0].estimate], [0, null])
})

test("an opened counter is counted in all its lines", () => {
  const after = apply(picture(), { kind: "counter_opened", seq: 11, counter_id: 6, counter_number: 6 })
  assert.deepEqual(after.services.map((one) => one.open_counters), [2, 1])
  assert.deepEqual(after.services[0].estimate, ESTIMATE)
})

test("an event of an unknown kind, service or counter moves the seq alone", () => {
  for (const event of [{ kind: "moon_risen" }, { kind: "ticket_issued", service_id: 99 }, { kind: "counter_closed", counter_id: 99 }]) {
    assert.deepEqual(apply(picture(), { ...event, seq: 11 }), picture({ seq: 11 }))
  }
})

test("the picture before stays as it was", () => {
  const before = Object.freeze(picture({ calls: Object.freeze([Object.freeze(call(8))]) }))
  apply(before, called(8, 12, { kind: "ticket_recalled" }))
  assert.deepEqual(before, picture({ calls: [call(8)] }))
})

function moved(kind, ticketId, changes) {
  return {
    kind, seq: 12, at: CALLED_AT, ticket_id: ticketId, number: `A-${ticketId}`, service_id: 1, state: "held", counter_id: 5,
    counter_number: 5, left_line: null, joined_line: null, ...changes,
  }
}

test("a move leaves one line and joins another, and its call goes when it waits again", () => {
  const before = picture({ calls: [call(9), call(8)] })
  const after = apply(before, moved("ticket_transferred", 9, { state: "waiting", service_id: 2, joined_line: 2 }))
  assert.deepEqual(after.services.map((one) => one.waiting), [2, 1])
  assert.deepEqual(after.calls, [call(8)])
})

test("a held ticket that goes on elsewhere is shown there", () => {
  const held = apply(picture({ calls: [call(9)] }), moved("ticket_held", 9, {}))
  assert.equal(held.calls[0].state, "held")
  const resumed = apply(held, moved("ticket_resumed", 9, { state: "serving", counter_id: 6, counter_number: 6 }))
  assert.deepEqual(resumed.calls, [call(9, { state: "serving", counter_id: 6, counter_number: 6 })])
})

test("whoever leaves a line by cancelling is counted no more", () => {
  const after = apply(picture(), moved("ticket_cancelled", 3, { state: "cancelled", left_line: 1, counter_id: null }))
  assert.equal(after.services[0].waiting, 1)
})

test("a paused counter does not serve its lines, and serves them again when it is resumed", () => {
  const paused = apply(picture(), { kind: "counter_paused", seq: 11, counter_id: 5, counter_number: 5 })
  assert.deepEqual([paused.counters[0].state, paused.services[0].open_counters], ["paused", 0])
  const resumed = apply(paused, { kind: "counter_resumed", seq: 12, counter_id: 5, counter_number: 5 })
  assert.deepEqual([resumed.counters[0].state, resumed.services[0].open_counters], ["open", 1])
})

test("what changes the hall itself asks for the snapshot", () => {
  assert.equal(needsSnapshot({ kind: "closure_begun" }), true)
  assert.equal(needsSnapshot({ kind: "ticket_issued" }), false)
})

test("a visitor who did not come is among the missed until something becomes of them", () => {
  const at = CALLED_AT
  const noShow = { kind: "ticket_no_show", seq: 11, at, ticket_id: 3, number: "A-3", service_id: 1, counter_number: 5, may_return: true }
  const missed = apply(picture({ missed: [] }), noShow)
  assert.deepEqual(missed.missed, [{ ticket_id: 3, number: "A-3", service_id: 1, counter_number: 5, missed_at: at }])
  assert.deepEqual(apply(missed, { kind: "ticket_noted", seq: 12, ticket_id: 3 }).missed, missed.missed)
  assert.deepEqual(apply(missed, called(3, 12)).missed, [])
  assert.deepEqual(apply(missed, called(4, 12)).missed, missed.missed)
  assert.deepEqual(apply(picture({ missed: [] }), { ...noShow, may_return: false }).missed, [])
})

test("a notice stands from when it is made until it is ended", () => {
  const [texts, until] = [{ fa: "متن" }, "2026-11-23T08:00:00Z"]
  const made = { kind: "notice_made", seq: 11, at: CALLED_AT, notice_id: 2, texts, spoken: true, shown: false, until }
  const standing = apply(picture({ notices: [] }), made)
  assert.deepEqual(standing.notices, [{ id: 2, seq: 11, texts, spoken: true, shown: false, made_at: CALLED_AT, until, ended_at: null }])
  assert.deepEqual(apply(standing, { kind: "notice_ended", seq: 12, notice_id: 2 }).notices, [])
})
