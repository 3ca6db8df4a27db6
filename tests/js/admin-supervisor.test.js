import assert from "node:assert/strict"
import { test } from "node:test"
import { ApiError } from "#shared/api.js"
import { ageSeconds, failed, isBusy, received, refusalFor, start } from "../../server/admin/static/js/board/state.js"
import { makeSupervisor } from "../../server/admin/static/js/board/supervisor.js"
import { BOARD, HALL, NOW, SUPERVISOR } from "./admin-hall.js"

const settle = () => new Promise((resolve) => setImmediate(resolve))
const COUNTER = { id: 1, told: { counter: 1 } }
const TICKET = { id: 102, serviceId: 1, told: { number: "A-022" } }

/** A board on a server that answers each act as told, with {} when nothing is told. */
async function boardWith({ answers = [], boards = [BOARD], user = SUPERVISOR } = {}) {
  const told = { sent: [], rings: 0, signedOut: null, stopped: 0 }
  const watched = {}
  const api = {
    serverNow: () => new Date(NOW),
    get: async (path) => {
      if (!path.endsWith("/board")) return { branches: [] }
      const next = boards.length > 1 ? boards.shift() : boards[0]
      if (next instanceof Error) throw next
      return next
    },
    post: async (path, body) => {
      told.sent.push([path, body])
      const answer = answers.shift()
      if (answer instanceof Error) throw answer
      return answer ?? {}
    },
  }
  const supervisor = makeSupervisor({
    hall: HALL, user, api, onChange: () => {}, ring: () => { told.rings += 1 },
    watch: (given) => (Object.assign(watched, given), { stop: () => { told.stopped += 1 } }),
    onSignedOut: (error) => { told.signedOut = error.code },
  })
  await settle()
  return { supervisor, told, watched }
}

test("what asks nothing goes at once and is said when it is done", async () => {
  const { supervisor, told } = await boardWith()

  supervisor.act("answer", { id: 31, told: { counter: 3 } })
  await settle()

  assert.deepEqual(told.sent.map(([path]) => path), ["/help-calls/31/answers"])
  assert.deepEqual([supervisor.state().said.key, supervisor.state().said.params], ["admin.said.answer", { counter: 3 }])
})

test("what hurts opens its form, and is sent from there", async () => {
  const { supervisor, told } = await boardWith()
  supervisor.open("counter", 1)
  supervisor.act("close", COUNTER)
  assert.deepEqual([told.sent, supervisor.state().dialog.form.act], [[], "close"])

  supervisor.submit()
  await settle()

  assert.equal(told.sent[0][0], "/counters/1/closings")
  assert.equal(supervisor.state().dialog, null)
})

test("from a line's people one goes on with the next of them", async () => {
  const { supervisor } = await boardWith()
  supervisor.open("line", 1)
  supervisor.act("cancel", TICKET)

  supervisor.submit()
  await settle()

  assert.deepEqual(supervisor.state().dialog, { sheet: { kind: "line", id: 1 }, form: null, alone: false })
})

test("a form that lacks something says what, and sends nothing", async () => {
  const { supervisor, told } = await boardWith()
  supervisor.open("counter", 1)
  supervisor.act("end", TICKET)

  supervisor.submit()

  assert.deepEqual([told.sent, supervisor.state().dialog.form.problem], [[], "reason"])
  supervisor.type("reason", "متصدی رفته")
  assert.equal(supervisor.state().dialog.form.problem, null)
})

test("a refusal stays with its act, and the form keeps what was written", async () => {
  const refusal = new ApiError({ code: "ticket_in_hand", status: 409, details: { ticket: { number: "A-018" } } })
  const { supervisor } = await boardWith({ answers: [refusal] })
  supervisor.open("counter", 1)
  supervisor.act("close", COUNTER)

  supervisor.submit()
  await settle()

  const state = supervisor.state()
  assert.deepEqual([refusalFor(state, "close", COUNTER).params.number, state.dialog.form.act], ["A-018", "close"])
  supervisor.back()
  assert.equal(refusalFor(supervisor.state(), "close", COUNTER), null)
})

test("an act without an answer is sent again under the same request_id", async () => {
  const { supervisor, told } = await boardWith({ answers: [new ApiError({ code: "no_connection" })] })
  const ids = () => told.sent.map(([, body]) => body.request_id)

  for (let at = 0; at < 3; at += 1) {
    supervisor.act("done", { id: 31, told: {} })
    await settle()
  }

  assert.equal(ids()[0], ids()[1])
  assert.notEqual(ids()[1], ids()[2])
})

test("an act on its way is not sent twice", async () => {
  const { supervisor, told } = await boardWith()

  supervisor.act("done", { id: 31, told: {} })
  supervisor.act("done", { id: 31, told: {} })
  assert.equal(isBusy(supervisor.state(), "done", { id: 31 }), true)
  await settle()

  assert.equal(told.sent.length, 1)
})

test("people of the whole city name the hall", async () => {
  const { supervisor, told } = await boardWith({ user: { ...SUPERVISOR, role: "admin", branch_id: null } })

  supervisor.act("resume", COUNTER)
  await settle()

  assert.equal(told.sent[0][0], "/counters/1/resumptions?branch_id=3")
})

test("a new call for help rings once; one that stood when the page was opened does not", async () => {
  const quiet = { ...BOARD, help: [] }
  const { supervisor, told } = await boardWith({ boards: [quiet, { ...BOARD, seq: 413 }] })
  assert.equal(told.rings, 0)

  for (let at = 0; at < 2; at += 1) {
    supervisor.act("resume", COUNTER)
    await settle()
  }

  assert.equal(told.rings, 1)
})

test("a picture that was overtaken on its way is dropped", () => {
  const shown = received(start(), BOARD)

  assert.equal(received(shown, { ...BOARD, seq: 411 }), shown)
})

test("an old picture says its age, whether the link or the board itself fails", () => {
  const shown = received(start(), BOARD)
  const failing = failed(failed(shown, NOW), NOW + 9000)

  assert.deepEqual([shown, failing].map((state) => ageSeconds(state, NOW + 12_000)), [null, 12])
  assert.equal(ageSeconds({ ...shown, staleSeconds: 40 }, NOW), 40)
  assert.equal(ageSeconds(received(failing, { ...BOARD, seq: 413 }), NOW), null)
})

test("a board that may not be seen is said; a log-in that has ended leads back to it", async () => {
  const forbidden = await boardWith({ boards: [new ApiError({ code: "forbidden", status: 403 })] })
  const ended = await boardWith({ boards: [new ApiError({ code: "unauthorised", status: 401 })] })

  assert.equal(forbidden.supervisor.state().barred.code, "forbidden")
  assert.equal(ended.told.signedOut, "unauthorised")
})

test("a hall that was left is not heard of any more", async () => {
  const { supervisor, told } = await boardWith({ boards: [BOARD, new ApiError({ code: "unauthorised", status: 401 })] })

  supervisor.stop()
  supervisor.act("resume", COUNTER)
  await settle()

  assert.deepEqual([told.stopped, told.signedOut], [1, null])
})
