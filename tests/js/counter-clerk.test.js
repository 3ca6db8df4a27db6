import assert from "node:assert/strict"
import { test } from "node:test"
import { makeApi } from "#shared/api.js"
import { makeClerk } from "../../counter/static/js/clerk.js"
import { deskWith, heldRow, lineOf, MARYAM, ticketIn, waiting } from "./counter-hall.js"

globalThis.document = { documentElement: { dataset: {} } }
const NOBODY = { user: null, branch_id: null }
const AT_WORK = { user: MARYAM, branch_id: 1 }
const NO_ANSWER = "no answer"

/** A clerk's screen whose server never answers; it remembers what was asked. */
function unplugged() {
  const asked = []
  async function fetch(url, { method, body }) {
    asked.push([method, url, JSON.parse(body)])
    throw new TypeError("fetch failed")
  }
  const api = makeApi({ language: "fa", fetch, pause: 1 })
  return { asked, clerk: makeClerk({ page: NOBODY, api, watch: () => {}, onChange: () => {} }) }
}

/** A clerk at a counter; the network gives `hall.desk`, and `answers` in turn to commands: a ticket, a refusal, or nothing. */
async function atWork(desk, ...answers) {
  const hall = { desk, posted: [], arrivals: 0 }
  async function fetch(url, { method, body }) {
    if (method === "GET") return reply(200, url.endsWith("/desk") ? hall.desk : { branches: [] })
    hall.posted.push([url.replace("/api/v1", ""), JSON.parse(body)])
    const answer = answers.shift()
    if (answer === NO_ANSWER) throw new TypeError("fetch failed")
    if (answer.error) return reply(409, answer)
    hall.desk = { ...hall.desk, ticket: ["called", "serving"].includes(answer.state) ? answer : null }
    return reply(201, answer)
  }
  const api = makeApi({ language: "fa", fetch, pause: 1, now: "2026-11-23T07:10:00Z" })
  const clerk = makeClerk({
    page: AT_WORK, api, watch: () => ({ stop() {} }), onChange: () => {}, onArrival: () => { hall.arrivals += 1 },
  })
  await clerk.load()
  await settle()
  return { hall, clerk }
}

const reply = (status, body) => new Response(JSON.stringify(body), { status })
const settle = () => new Promise((resolve) => setTimeout(resolve, 1))
const paths = (hall) => hall.posted.map(([path]) => path)

test("a log-in is no command: sent once, with nothing but the name and the password", async () => {
  const { asked, clerk } = unplugged()

  await clerk.logIn("clerk1", "secret")

  assert.deepEqual(asked, [["POST", "/api/v1/sessions", { username: "clerk1", password: "secret" }]])
  assert.equal(clerk.state().notice.code, "no_connection")
})

test("an act that asks nothing is sent at once, one that asks opens its sheet", async () => {
  const { hall, clerk } = await atWork(deskWith({ ticket: ticketIn("serving") }))

  clerk.press("hold")

  assert.deepEqual([clerk.state().sheet.kind, clerk.state().sheet.values], ["hold", { scope: "counter", note: "" }])
  assert.deepEqual(hall.posted, [])
})

test("what a sheet was told is sent with it, and the sheet closes with the answer", async () => {
  const { hall, clerk } = await atWork(deskWith({ ticket: ticketIn("serving") }), ticketIn("held"))
  clerk.press("hold")
  clerk.type("scope", "hall")
  clerk.type("note", " back at noon ")

  await clerk.submit()

  const [[path, { request_id: id, ...body }]] = hall.posted
  assert.deepEqual([path, body], ["/tickets/9/holds", { scope: "hall", note: "back at noon" }])
  assert.match(id, /^[0-9a-f]{32}$/)
  assert.deepEqual([clerk.state().sheet, clerk.state().last.act], [null, "hold"])
})

test("the same act after a lost answer is the same command", async () => {
  const { hall, clerk } = await atWork(deskWith({ ticket: ticketIn("called") }), NO_ANSWER, NO_ANSWER, ticketIn("serving"))

  await clerk.press("begin")
  assert.equal(clerk.state().notice.code, "no_connection")
  await clerk.press("begin")

  assert.deepEqual(hall.posted, [hall.posted[0], hall.posted[0], hall.posted[0]])
  assert.equal(clerk.state().desk.ticket.state, "serving")
})

test("out of turn the reason is asked for, and sent with the same call", async () => {
  const desk = deskWith({ lines: [lineOf([waiting(1, "A-001"), waiting(2, "A-002")])] })
  const refusal = { error: "reason_needed", message: "", details: { passed_over: ["A-001"] } }
  const { hall, clerk } = await atWork(desk, refusal, ticketIn("called", { id: 2, number: "A-002" }))
  clerk.press("find")
  clerk.type("number", "۲")

  await clerk.submit()
  assert.deepEqual(clerk.state().sheet.passedOver, ["A-001"])
  await clerk.submit()
  assert.equal(clerk.state().sheet.problem, "reason")
  clerk.type("reason", "with a stick")
  await clerk.submit()

  const bodies = hall.posted.map(([path, { request_id: id, ...body }]) => [path, body])
  assert.deepEqual(bodies, [["/calls", { ticket_id: 2 }], ["/calls", { ticket_id: 2, reason: "with a stick" }]])
  assert.equal(clerk.state().desk.ticket.number, "A-002")
})

test("who was held and is found by number goes on being served", async () => {
  const { hall, clerk } = await atWork(deskWith({ held: [heldRow()] }), ticketIn("serving", { id: 30, number: "A-030" }))
  clerk.press("find")
  clerk.type("number", "30")

  await clerk.submit()

  assert.deepEqual([paths(hall), clerk.state().desk.ticket.id], [["/tickets/30/resumptions"], 30])
})

test("with the switch on, the clerk's own finish calls the next", async () => {
  const oneOutcome = { outcomes: [{ code: "completed", names: {} }] }
  const { hall, clerk } = await atWork(deskWith({ ticket: ticketIn("serving"), ...oneOutcome }), ticketIn("done"), ticketIn("called", { id: 10 }))
  clerk.toggleAuto()

  await clerk.press("finish")

  assert.deepEqual(paths(hall), ["/tickets/9/finishes", "/calls"])
  assert.equal(clerk.state().desk.ticket.id, 10)
})

test("the switch calls nobody on load, after a refusal, after a return, or when somebody else finished", async () => {
  const refusal = { error: "wrong_state", message: "", details: {} }
  const { hall, clerk } = await atWork(deskWith({ ticket: ticketIn("called") }), refusal, ticketIn("waiting"))
  clerk.toggleAuto()

  await clerk.press("no_show")
  await clerk.press("return")
  hall.desk = deskWith()
  await clerk.load()

  assert.deepEqual(paths(hall), ["/tickets/9/no-shows", "/tickets/9/returns"])
})

test("a slip is taken back where it was made", async () => {
  const { hall, clerk } = await atWork(deskWith({ ticket: ticketIn("called") }), ticketIn("no_show"), ticketIn("called"))
  await clerk.press("no_show")
  await clerk.load()

  await clerk.press("reopen")

  assert.deepEqual(paths(hall), ["/tickets/9/no-shows", "/tickets/9/reopenings"])
  assert.equal(clerk.state().desk.ticket.id, 9)
})

test("an idle desk is told of the first who comes, and of no other", async () => {
  const { hall, clerk } = await atWork(deskWith())

  hall.desk = deskWith({ seq: 41, lines: [lineOf([waiting(1, "A-001")])] })
  await clerk.load()
  hall.desk = deskWith({ seq: 42, lines: [lineOf([waiting(1, "A-001"), waiting(2, "A-002")])] })
  await clerk.load()

  assert.equal(hall.arrivals, 1)
})
