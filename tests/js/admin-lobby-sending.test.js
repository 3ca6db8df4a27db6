import assert from "node:assert/strict"
import { test } from "node:test"
import { makeSending } from "../../server/admin/static/js/lobby/sending.js"

/** Stands where a browser's XMLHttpRequest would; the test says what the server answers. */
function requestFor({ status = 201, text = "{}", isLost = false }, seen) {
  return class {
    upload = {}
    headers = {}

    open(method, path) {
      Object.assign(seen, { method, path, headers: this.headers })
    }

    setRequestHeader(name, value) {
      this.headers[name] = value
    }

    send(form) {
      seen.fields = Object.fromEntries(form)
      this.upload.onprogress({ loaded: 1, total: 4 })
      Object.assign(this, { status, responseText: text })
      return isLost ? this.onerror() : this.onload()
    }
  }
}

async function sent(answer) {
  const seen = { shares: [] }
  const send = makeSending({ language: () => "fa", Request: requestFor(answer, seen) })
  const outcome = await send("/branches/3/media", { request_id: "12345678", kind: "slide" }, (share) => seen.shares.push(share)).catch((error) => error)
  return { outcome, seen }
}

test("a form goes with the headers of every other command and tells how far it is", async () => {
  const { outcome, seen } = await sent({ text: '{"id": 7}' })

  assert.deepEqual(outcome, { id: 7 })
  assert.deepEqual([seen.method, seen.path, seen.headers], ["POST", "/api/v1/branches/3/media", { Accept: "application/json", "Accept-Language": "fa" }])
  assert.deepEqual([seen.fields, seen.shares], [{ request_id: "12345678", kind: "slide" }, [0.25]])
})

test("a refusal has the one shape of errors", async () => {
  const { outcome } = await sent({ status: 415, text: '{"error": "type_refused", "message": "No", "details": {"a": 1}}' })

  assert.deepEqual([outcome.code, outcome.message, outcome.details, outcome.status], ["type_refused", "No", { a: 1 }, 415])
})

test("an answer of something in between is none, but for its word on the size", async () => {
  const codes = await Promise.all([{ isLost: true }, { status: 502, text: "<html>" }, { status: 200, text: "hello" }, { status: 413, text: "<html>" }].map(
    async (answer) => (await sent(answer)).outcome.code,
  ))

  assert.deepEqual(codes, ["no_connection", "no_connection", "no_connection", "too_large"])
})
