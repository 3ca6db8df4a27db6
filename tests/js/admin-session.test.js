import assert from "node:assert/strict"
import { test } from "node:test"
import { ApiError } from "#shared/api.js"
import { makeSession } from "../../server/admin/static/js/session.js"
import { HALL, SUPERVISOR } from "./admin-hall.js"

const settle = () => new Promise((resolve) => setImmediate(resolve))

/** A session on a server that answers as told; what was asked is remembered. */
function sessionOn({ answers = {}, user = null, hash = "" }) {
  const asked = []
  const timers = { due: [], setTimeout: (work) => timers.due.push(work) }
  const answer = async (method, path, body) => {
    asked.push([method, path, body])
    const found = answers[path]?.shift()
    if (found instanceof Error) throw found
    return found
  }
  const api = {
    get: (path) => answer("GET", path), postOnce: (path, body) => answer("POST", path, body), del: (path) => answer("DELETE", path),
  }
  const session = makeSession({ page: { user }, api, hash: () => hash, onChange: () => {}, timers })
  return { asked, session, timers }
}

test("a log-in is sent once, then the halls are asked for", async () => {
  const { asked, session } = sessionOn({
    answers: { "/sessions": [{ user: SUPERVISOR }], "/branches": [{ branches: [HALL] }] },
  })

  await session.logIn("supervisor", "secret")

  assert.deepEqual(asked.map(([method, path]) => `${method} ${path}`), ["POST /sessions", "GET /branches"])
  assert.deepEqual(session.state().place, { hallId: 3, page: "board" })
})

test("a log-in without name or password is not sent", async () => {
  const { asked, session } = sessionOn({})

  await session.logIn("supervisor", "")

  assert.deepEqual([asked, session.state().notice.code], [[], "login_needed"])
})

test("a wrong log-in is told and may be tried again", async () => {
  const { session } = sessionOn({ answers: { "/sessions": [new ApiError({ code: "wrong_login", status: 401 })] } })

  await session.logIn("supervisor", "wrong")

  assert.deepEqual([session.state().act, session.state().notice.code], [null, "wrong_login"])
})

test("halls that could not be had are asked for again", async () => {
  const { session, timers } = sessionOn({
    user: SUPERVISOR, answers: { "/branches": [new ApiError({ code: "no_connection" }), { branches: [HALL] }] },
  })
  await settle()
  assert.equal(session.state().notice.code, "no_connection")

  timers.due[0]()
  await settle()

  assert.deepEqual(session.state().halls, [HALL])
})

test("a clerk's halls are not asked for: there is nothing here for them", async () => {
  const { asked } = sessionOn({ user: { ...SUPERVISOR, role: "clerk" } })
  await settle()

  assert.deepEqual(asked, [])
})

test("a log-in that has ended elsewhere is as good as logged out", async () => {
  const { session } = sessionOn({
    user: SUPERVISOR,
    answers: { "/branches": [{ branches: [HALL] }], "/sessions/current": [new ApiError({ code: "unauthorised", status: 401 })] },
  })
  await settle()

  await session.logOut()

  assert.equal(session.state().user, null)
})
