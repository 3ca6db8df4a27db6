import assert from "node:assert/strict"
import { test } from "node:test"
import { ApiError } from "#shared/api.js"
import { makeDay } from "../../server/admin/static/js/day/day.js"
import { COLUMNS, filePath, partsOf } from "../../server/admin/static/js/day/rows.js"
import { HALL, NOW } from "./admin-hall.js"

const settle = () => new Promise((resolve) => setImmediate(resolve))
const spread = (mean, p90) => ({ count: 3, mean, median: mean, p90, most: p90 })
const row = (code, more = {}) => ({
  code, names: { fa: "", en: "" }, tickets: 4, served: 3, no_shows: 1, cancelled: 0, expired: 0, suspect: 0,
  wait: spread(300, 600), way: null, service: spread(120, 200), ...more,
})
const REPORT = { branch: "d6", day: "2026-11-23", total: row(""), services: [row("A"), row("B", { wait: null, service: null })], counters: [row("1")], classes: [row("standard")] }

/** A day on a server that answers each question as told; the browser's timer is the test's. */
async function dayWith(answers) {
  const told = { asked: [], signedOut: null }
  const timers = { due: null, setInterval: (work) => (timers.due = work), clearInterval: () => { timers.due = null } }
  const api = {
    serverNow: () => new Date(NOW),
    get: async (path) => {
      told.asked.push(path)
      const answer = answers.shift()
      if (answer instanceof Error) throw answer
      return answer
    },
  }
  const room = makeDay({ hall: HALL, api, onChange: () => {}, onSignedOut: (error) => { told.signedOut = error.code }, timers })
  await settle()
  return { room, told, timers }
}

test("the report comes in parts, the whole hall first", () => {
  assert.deepEqual(partsOf(REPORT).map(({ name, rows }) => [name, rows.map(({ code }) => code)]), [
    ["all", [""]], ["services", ["A", "B"]], ["counters", ["1"]], ["classes", ["standard"]],
  ])
})

test("each row has a figure for each column, and none where nobody was", () => {
  const [first, second] = partsOf(REPORT)[1].rows.map((one) => one.figures)

  assert.deepEqual(first.map(({ name }) => name), COLUMNS)
  assert.deepEqual(first.map(({ value }) => value), [4, 3, 1, 0, 0, 0, 300, 600, 120])
  assert.deepEqual(second.slice(-3).map(({ value }) => value), [null, null, null])
})

test("the file is that of the day which is shown", () => {
  assert.equal(filePath(3, "2026-11-23"), "/api/v1/reports/day.csv?branch_id=3&day=2026-11-23")
})

test("the day is read when it is opened and again while it is looked at, until it is left", async () => {
  const { room, told, timers } = await dayWith([REPORT, REPORT])
  timers.due()
  await settle()

  assert.deepEqual(told.asked, ["/reports/day?branch_id=3", "/reports/day?branch_id=3"])
  assert.deepEqual([room.state().report, room.state().readAt], [REPORT, NOW])
  room.stop()
  assert.equal(timers.due, null)
})

test("a hall without any ticket yet says so; a lost link keeps what is shown", async () => {
  const empty = await dayWith([new ApiError({ code: "not_found", status: 404 })])
  const lost = await dayWith([REPORT, new ApiError({ code: "no_connection" })])
  lost.timers.due()
  await settle()

  assert.deepEqual([empty.room.state().empty, empty.room.state().refusal], [true, null])
  assert.deepEqual([lost.room.state().report, lost.room.state().refusal.code], [REPORT, "no_connection"])
})

test("a log-in that has ended leads back to it", async () => {
  const { told } = await dayWith([new ApiError({ code: "unauthorised", status: 401 })])

  assert.equal(told.signedOut, "unauthorised")
})
