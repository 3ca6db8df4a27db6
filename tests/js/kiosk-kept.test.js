import assert from "node:assert/strict"
import { test } from "node:test"
import { makeApi } from "#shared/api.js"
import { makeCommands } from "../../kiosk/static/js/commands.js"
import * as flow from "../../kiosk/static/js/flow.js"
import { makeKept } from "../../kiosk/static/js/kept.js"
import { ID, looking, ready, TICKET } from "./kiosk-state.js"

const TOUCH = { serviceIds: [1], language: "en", priorityClass: "standard", identity: null, requestId: "first", at: 5 }

function storage(kept = {}) {
  return {
    kept, getItem: (key) => kept[key] ?? null, setItem: (key, text) => { kept[key] = text }, removeItem: (key) => { delete kept[key] },
  }
}

/** A kiosk without a screen: its state, the bodies its server was sent, and what a reload would find. */
function kiosk(state, answers, disk = storage()) {
  const made = { state, sent: [], disk }
  const fetch = async (path, { body }) => {
    made.sent.push([path.replace("/api/v1", ""), JSON.parse(body)])
    const answer = answers.shift()
    if (!answer) throw new TypeError("no answer")
    return { ok: answer.status < 400, status: answer.status, headers: new Headers(), json: async () => answer.body }
  }
  made.commands = makeCommands({
    api: makeApi({ language: "en", fetch, pause: 0 }), kept: makeKept(disk), get: () => made.state, refresh: () => {},
    change: (step, ...given) => { made.state = step(made.state, ...given, performance.now()) },
  })
  return made
}

async function until(settled) {
  while (!settled()) await new Promise((resolve) => setTimeout(resolve, 1))
}

const GIVEN = { status: 201, body: { ...TICKET, undo_until: null } }
const loaded = (disk) => kiosk({ ...ready(), page: "attract" }, [GIVEN], disk)

test("a touch is found again by a reload, within half a minute", () => {
  let now = 1000
  const kept = makeKept(storage(), () => now)
  kept.keepTouch(TOUCH)
  assert.deepEqual(kept.found(), { touch: TOUCH, asks: null, at: 1000, age: 0 })
  now = 30_999
  assert.equal(kept.found().touch.requestId, "first")
  now = 31_000
  assert.equal(kept.found(), null)
})

test("who the visitor is never goes to the disk", () => {
  const disk = storage()
  makeKept(disk).keepTouch({ ...TOUCH, identity: { kind: "national_id", value: ID } })
  assert.deepEqual([JSON.stringify(disk.kept).includes(ID), makeKept(disk).found().asks], [false, "national_id"])
})

test("a browser without storage keeps nothing and complains of nothing", () => {
  const kept = makeKept(undefined)
  kept.keepTouch(TOUCH)
  assert.equal(kept.found(), null)
})

test("a lost answer is asked for twice under one id, and the touch stays for a reload", async () => {
  const made = kiosk(looking(1), [])
  made.commands.take()
  await until(() => flow.pageOf(made.state) === "trouble")
  const ids = made.sent.map(([, body]) => body.request_id)
  assert.deepEqual([ids.length, new Set(ids).size], [2, 1])
  const again = loaded(made.disk)
  again.commands.resume()
  await until(() => flow.pageOf(again.state) === "ticket")
  assert.deepEqual(again.sent, [["/tickets", made.sent[0][1]]])
})

test("a number in hand is shown again after a reload without asking anybody, until its page is closed", async () => {
  const made = kiosk(looking(1), [GIVEN])
  made.commands.take()
  await until(() => flow.pageOf(made.state) === "ticket")
  const again = loaded(made.disk)
  again.commands.resume()
  assert.deepEqual([flow.pageOf(again.state), again.state.ticket.number, again.sent], ["ticket", "A-023", []])
  again.commands.closeTicket()
  const next = loaded(made.disk)
  next.commands.resume()
  assert.deepEqual([flow.pageOf(next.state), next.sent], ["attract", []])
})

test("a reload stretches neither the number's page nor its undo, whatever time the kept page tells", () => {
  const found = { touch: TOUCH, asks: null, ticket: TICKET, undoFor: 20_000, age: 8_000 }
  const { ticket } = flow.ticketCameBack(ready(), found, 100_000)
  assert.deepEqual([ticket.until, ticket.undoUntil], [112_000, 112_000])
  const late = flow.ticketCameBack(ready(), { ...found, age: 50_000 }, 100_000).ticket
  assert.deepEqual([late.until, late.undoUntil], [105_000, 70_000])
})

test("the time for undo is counted from when the number came, not from the reload's own clock", () => {
  let now = 1000
  const disk = storage()
  makeKept(disk, () => now).keepTicket({ ...TICKET, undo_until: "2999-01-01T00:00:00Z" }, 18_000)
  now = 5000
  const { undoFor, age } = makeKept(disk, () => now).found()
  assert.deepEqual([undoFor, age], [18_000, 4000])
})

test("a refused touch is not asked again by a reload", async () => {
  const made = kiosk(looking(1), [{ status: 409, body: { error: "quota_used_up", message: "", details: {} } }])
  made.commands.take()
  await until(() => !made.state.sending)
  assert.deepEqual(made.disk.kept, {})
})

test("a number that was given back is not found by a reload", async () => {
  const made = kiosk(looking(1), [{ ...GIVEN, body: { ...TICKET, undo_until: "2999-01-01T00:00:00Z" } }, { status: 201, body: { id: 9 } }])
  made.commands.take()
  await until(() => flow.pageOf(made.state) === "ticket")
  made.commands.withdraw()
  made.commands.withdraw()
  await until(() => flow.pageOf(made.state) === "services")
  assert.deepEqual([made.sent.map(([path]) => path), made.disk.kept], [["/tickets", "/tickets/9/withdrawals"], {}])
})
