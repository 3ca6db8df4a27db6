// A branch watched in a page, with a socket, a server and a clock in the hands of a test.
import assert from "node:assert/strict"
import { beforeEach, mock } from "node:test"
import { Watcher } from "#shared/watcher.js"

export const BRANCH = 1
let now = 0
let asleep = 0
let screen

/** What the watcher needs of a browser: the page, the window, a clock. */
class Page extends EventTarget {
  documentElement = { dataset: {} }
  hidden = false
}

/** A socket of socket.io in the hands of a test. */
class Socket {
  connected = true
  active = true
  heard = {}
  joined = []

  on(name, hear) {
    this.heard[name] = hear
  }

  timeout() {
    return { emit: (name, message, answer) => (this.joined.push([name, message]), answer(null, { ok: true, seq: this.seq })) }
  }

  connect() {
    this.active = true
    return this
  }

  disconnect() {
    this.active = false
    return this
  }
}

const picture = (seq) => ({ seq, services: [], counters: [], calls: [] })
export const event = (seq, changes = {}) => ({ seq, kind: "moon_risen", ...changes })
export const live = () => document.documentElement.dataset.live

/** One watched branch: `server` is its newest seq, or the error to answer with; `told` is what the screen heard. */
export function watched(changes = {}) {
  const made = { server: 5, asked: 0, pictures: [], events: [], stale: [], pushless: [], refusals: 0, socket: new Socket() }
  const api = {
    async get(path) {
      assert.equal(path, "/branches/1/snapshot")
      made.asked += 1
      if (made.server instanceof Error) throw made.server
      return picture(made.server)
    },
  }
  const told = {
    onPicture: ({ seq }) => made.pictures.push(seq),
    onEvent: ({ seq }, shown) => made.events.push([seq, shown.seq]),
    onStale: (seconds) => made.stale.push(seconds),
    onPushless: (pushless) => made.pushless.push(pushless),
    onRefused: () => { made.refusals += 1 },
    ...changes,
  }
  made.watcher = new Watcher({ branchId: BRANCH, api, socket: made.socket, told })
  screen = made
  return made
}

export async function connected(changes) {
  const made = watched(changes)
  made.socket.heard.connect()
  await settled()
  return made
}

/** Everything that was promised has happened. */
export async function settled() {
  for (let turn = 0; turn < 20; turn += 1) await null
}

/** Let so many seconds pass, tick by tick. */
export async function pass(seconds) {
  for (let second = 0; second < seconds; second += 1) {
    now += 1000
    mock.timers.tick(1000)
    await settled()
  }
}

/** The steady clock goes on without a tick. */
export function jump(milliseconds) {
  now += milliseconds
}

/** The machine sleeps: the wall clock alone goes on, or is put back. */
export function sleep(milliseconds) {
  asleep += milliseconds
}

export function failure(code) {
  return Object.assign(new Error(code), { code })
}

/** The errors logged meanwhile. */
export async function logged(work) {
  const log = mock.method(console, "error", () => {})
  try {
    await work()
    return log.mock.calls.map(({ arguments: [error] }) => error.message)
  } finally {
    log.mock.restore()
  }
}

beforeEach(() => {
  screen?.watcher.stop()
  mock.timers.reset()
  mock.restoreAll()
  mock.timers.enable({ apis: ["setInterval"] })
  now = 100_000
  asleep = 0
  mock.method(performance, "now", () => now)
  mock.method(Date, "now", () => 1_800_000_000_000 + now + asleep)
  globalThis.document = new Page()
  globalThis.window = new EventTarget()
})
