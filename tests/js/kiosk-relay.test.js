import assert from "node:assert/strict"
import { after, mock, test } from "node:test"
import { Watcher } from "#shared/watcher.js"

class Page extends EventTarget {
  documentElement = { dataset: {} }
  hidden = false
}

let now = 100_000
let answer = { seq: 5, services: [], counters: [], calls: [] }
const asked = []
const told = { pictures: [], stale: [] }
mock.timers.enable({ apis: ["setInterval"] })
mock.method(performance, "now", () => now)
Object.assign(globalThis, { document: new Page(), window: new EventTarget() })
const watcher = new Watcher({
  branchId: 1,
  polls: true,
  socket: { on() {}, disconnect() {}, active: true },
  api: { get: async (path) => { asked.push(path); if (answer instanceof Error) throw answer; return answer } },
  told: { onPicture: ({ seq, offline }) => told.pictures.push([seq, offline]), onStale: (seconds) => told.stale.push(seconds), onEvent() {} },
})
after(() => watcher.stop())

async function pass(seconds) {
  for (let second = 0; second < seconds; second += 1) {
    now += 1000
    mock.timers.tick(1000)
    for (let turn = 0; turn < 20; turn += 1) await null
  }
}

test("through a relay the picture is asked for at once and then each three seconds, without a socket", async () => {
  await pass(9)
  assert.equal(asked.length, 4)
  assert.deepEqual(new Set(asked), new Set(["/branches/1/snapshot"]))
  assert.deepEqual([document.documentElement.dataset.live, told.stale], ["yes", []])
})

test("what the relay says while the server is away is shown like any other picture", async () => {
  answer = { ...answer, offline: true }
  await pass(3)
  assert.deepEqual([told.pictures.at(-1), document.documentElement.dataset.live], [[5, true], "yes"])
})

test("a relay that does not answer is told, and heard again by itself", async () => {
  answer = Object.assign(new Error("no_connection"), { code: "no_connection" })
  await pass(8)
  assert.equal(document.documentElement.dataset.live, "no")
  assert.notEqual(told.stale.at(-1), null)
  answer = { seq: 6, services: [], counters: [], calls: [] }
  await pass(4)
  assert.deepEqual([told.stale.at(-1), told.pictures.at(-1)[0]], [null, 6])
})
