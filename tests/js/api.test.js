import assert from "node:assert/strict"
import { mock, test } from "node:test"
import { ApiError, makeApi, newRequestId } from "#shared/api.js"

/** A network whose answers are told beforehand; it remembers what was asked. */
function network(...answers) {
  const asked = []
  async function fetch(url, options) {
    asked.push({ url, ...options, body: options.body && JSON.parse(options.body) })
    const answer = answers.shift()
    if (answer instanceof Error) throw answer
    return typeof answer === "function" ? answer(options) : answer
  }
  return { asked, api: makeApi({ language: "fa", fetch, timeout: 50, pause: 1 }) }
}

const json = (body, status = 200, headers = {}) => new Response(JSON.stringify(body), { status, headers })
const silence = ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)))
const unplugged = new TypeError("fetch failed")

test("a command carries a request_id and the language", async () => {
  const { api, asked } = network(json({ id: 1 }, 201))
  assert.deepEqual(await api.post("/tickets", { service_id: 3 }), { id: 1 })
  const [{ url, method, body, headers }] = asked
  assert.deepEqual([url, method, body.service_id, headers["Accept-Language"]], ["/api/v1/tickets", "POST", 3, "fa"])
  assert.match(body.request_id, /^[0-9a-f]{32}$/)
})

test("a command without an answer is sent once more, the very same", async () => {
  const { api, asked } = network(unplugged, json({ number: "A-001" }, 201))
  assert.deepEqual(await api.post("/tickets", {}), { number: "A-001" })
  assert.equal(asked.length, 2)
  assert.deepEqual(asked[0].body, asked[1].body)
})

test("a server that keeps silent is no_connection after the second time-out", { timeout: 2000 }, async () => {
  // Node ends a test whose only pending work is an unreferenced time-out signal.
  const alive = setInterval(() => {}, 20)
  const { api, asked } = network(silence, silence)
  await assert.rejects(api.post("/tickets", {}), { code: "no_connection", status: 0 })
  assert.equal(asked.length, 2)
  clearInterval(alive)
})

test("a refusal is not repeated and keeps its code and details", async () => {
  const refusal = { error: "hall_closed", message: "بسته است", details: { opens_at: "2026-11-23T04:00:00Z" } }
  const { api, asked } = network(json(refusal, 409))
  const error = await api.post("/tickets", {}).catch((one) => one)
  assert.ok(error instanceof ApiError)
  assert.deepEqual([error.code, error.status, error.details], ["hall_closed", 409, refusal.details])
  assert.equal(asked.length, 1)
})

test("an answer that is not ours counts as none", async () => {
  const page = () => new Response("<h1>502 Bad Gateway</h1>", { status: 502 })
  const { api, asked } = network(page, page)
  await assert.rejects(api.post("/tickets", {}), { code: "no_connection", status: 502 })
  assert.equal(asked.length, 2)
})

test("a question sends the ETag back, and 304 gives what was known", async () => {
  const { api, asked } = network(json({ seq: 7 }, 200, { ETag: '"7"' }), new Response(null, { status: 304 }))
  assert.deepEqual(await api.get("/branches/1/snapshot"), { seq: 7 })
  assert.deepEqual(await api.get("/branches/1/snapshot"), { seq: 7 })
  assert.deepEqual(asked.map((one) => one.headers["If-None-Match"]), [undefined, '"7"'])
})

test("an answer without a body is null", async () => {
  const { api } = network(new Response(null, { status: 204 }))
  assert.equal(await api.del("/sessions/current"), null)
})

test("the time is the server's", async () => {
  const { api } = network(json({}, 200, { "X-Nobat-Now": "2030-01-01T00:00:00.000000Z" }))
  await api.get("/time")
  assert.ok(Math.abs(api.serverNow() - Date.parse("2030-01-01T00:00:00Z")) < 1000)
})

test("the version of the server's files is that of its last answer that told one", async () => {
  const { api } = network(json({}, 200, { "X-Nobat-Assets": "abc" }), json({}))
  assert.equal(api.assetsVersion(), null)
  await api.get("/me")
  await api.get("/me")
  assert.equal(api.assetsVersion(), "abc")
})

test("another language is asked for from then on", async () => {
  const { api, asked } = network(json({}), json({}))
  await api.get("/me")
  api.setLanguage("en")
  await api.get("/me")
  assert.deepEqual(asked.map((one) => one.headers["Accept-Language"]), ["fa", "en"])
})

test("request ids differ", () => {
  assert.notEqual(newRequestId(), newRequestId())
})

test("before any answer the time is the one written into the page", () => {
  const api = makeApi({ language: "fa", now: "2030-01-01T00:00:00+00:00" })
  assert.ok(Math.abs(api.serverNow() - Date.parse("2030-01-01T00:00:00Z")) < 60_000)
})

test("what is no command has no request_id and is never sent again by itself", async () => {
  const { api, asked } = network(unplugged)
  await assert.rejects(api.postOnce("/devices/pairings", { code: "ABCD-2345" }), { code: "no_connection" })
  assert.deepEqual(asked.map((one) => one.body), [{ code: "ABCD-2345" }])
})

test("a question is asked once", async () => {
  const { api, asked } = network(unplugged)
  await assert.rejects(api.get("/me"), { code: "no_connection" })
  assert.equal(asked.length, 1)
})

test("after a sleep the server's time is not sure until it answers", async () => {
  let [steady, wall] = [1_000, 1_800_000_000_000]
  mock.method(performance, "now", () => steady)
  mock.method(Date, "now", () => wall)
  const told = (text) => json({}, 200, { "X-Nobat-Now": text })
  const { api } = network(told("2026-11-23T07:10:00Z"), told("2026-11-23T07:10:41Z"))
  await api.get("/now")
  const seen = [api.isClockSure()]

  steady += 1_000
  wall += 41_000
  seen.push(api.isClockSure())
  await api.get("/now")

  assert.deepEqual([...seen, api.isClockSure(), api.serverNow().toISOString()], [true, false, true, "2026-11-23T07:10:41.000Z"])
  mock.restoreAll()
})
