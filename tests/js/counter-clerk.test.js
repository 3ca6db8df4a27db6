import assert from "node:assert/strict"
import { test } from "node:test"
import { makeApi } from "#shared/api.js"
import { makeClerk } from "../../counter/static/js/clerk.js"

globalThis.document = { documentElement: { dataset: {} } }
const PAGE = { user: null, branch_id: null }

/** A clerk's screen whose server never answers; it remembers what was asked. */
function unplugged() {
  const asked = []
  async function fetch(url, { method, body }) {
    asked.push([method, url, JSON.parse(body)])
    throw new TypeError("fetch failed")
  }
  const api = makeApi({ language: "fa", fetch, pause: 1 })
  return { asked, clerk: makeClerk({ page: PAGE, api, watch: () => {}, onChange: () => {} }) }
}

test("a log-in is no command: sent once, with nothing but the name and the password", async () => {
  const { asked, clerk } = unplugged()

  await clerk.logIn("clerk1", "secret")

  assert.deepEqual(asked, [["POST", "/api/v1/sessions", { username: "clerk1", password: "secret" }]])
  assert.equal(clerk.state().notice.code, "no_connection")
})
