import assert from "node:assert/strict"
import { test } from "node:test"
import { hearPicture, startAnnouncer } from "../../display/static/js/announcer.js"

const NOW = new Date("2026-11-23T07:10:30Z")
const CALLED_AT = "2026-11-23T07:10:25Z"

function call(seq, changes = {}) {
  return { seq, ticket_id: seq, state: "called", called_at: CALLED_AT, ...changes }
}

/** The seqs announced for each of the pictures that follow one another. */
function announced(...pictures) {
  let announcer = startAnnouncer()
  return pictures.map((picture) => {
    const heard = hearPicture(announcer, picture, NOW)
    announcer = heard.announcer
    return heard.due.map((one) => one.seq)
  })
}

test("what was called before the page was there does not ring", () => {
  assert.deepEqual(announced({ seq: 5, calls: [call(5)] }), [[]])
})

test("each new call rings once, however often its picture comes", () => {
  const after = { seq: 6, calls: [call(6), call(5)] }
  assert.deepEqual(announced({ seq: 5, calls: [call(5)] }, after, after, { ...after, seq: 9 }), [[], [6], [], []])
})

test("a recall rings again although the number is on the board", () => {
  const recalled = { seq: 7, calls: [call(7, { ticket_id: 6 })] }
  assert.deepEqual(announced({ seq: 5, calls: [] }, { seq: 6, calls: [call(6)] }, recalled), [[], [6], [7]])
})

test("calls missed while the link was down ring in their order", () => {
  assert.deepEqual(announced({ seq: 5, calls: [] }, { seq: 9, calls: [call(9), call(8), call(6)] }), [[], [6, 8, 9]])
})

test("a call older than 30 s, or of a visitor who has come, does not ring", () => {
  const old = call(6, { called_at: "2026-11-23T07:09:59Z" })
  const picture = { seq: 8, calls: [call(8, { state: "serving" }), call(7, { state: "done" }), old] }
  assert.deepEqual(announced({ seq: 5, calls: [] }, picture), [[], []])
})

test("a server whose numbers start again is followed", () => {
  const reset = { seq: 2, calls: [call(2)] }
  assert.deepEqual(announced({ seq: 50, calls: [] }, reset, { seq: 3, calls: [call(3), call(2)] }), [[], [], [3]])
})
