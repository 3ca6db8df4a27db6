import assert from "node:assert/strict"
import { beforeEach, mock, test } from "node:test"
import { Watcher } from "#shared/watcher.js"

const BRANCH = 1
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
const event = (seq, changes = {}) => ({ seq, kind: "moon_risen", ...changes })
const live = () => document.documentElement.dataset.live

/** One watched branch: `server` is its newest seq, or the error to answer with; `told` is what the screen heard. */
function watched(changes = {}) {
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

async function connected(changes) {
  const made = watched(changes)
  made.socket.heard.connect()
  await settled()
  return made
}

/** Everything that was promised has happened. */
async function settled() {
  for (let turn = 0; turn < 20; turn += 1) await null
}

/** Let so many seconds pass, tick by tick. */
async function pass(seconds) {
  for (let second = 0; second < seconds; second += 1) {
    now += 1000
    mock.timers.tick(1000)
    await settled()
  }
}

function failure(code) {
  return Object.assign(new Error(code), { code })
}

/** The errors logged meanwhile. */
async function logged(work) {
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

test("a connection joins its branch, loads the picture and says that it lives", async () => {
  const { socket, pictures } = await connected()

  assert.deepEqual([socket.joined, pictures], [[["join", { branch_id: BRANCH }]], [5]])
  assert.deepEqual(document.documentElement.dataset, { live: "yes", seq: 5 })
})

test("each event is told once, just after its picture", async () => {
  const { socket, pictures, events } = await connected()

  for (const seq of [6, 6, 7]) socket.heard.event(event(seq))

  assert.deepEqual([pictures, events], [[5, 6, 7], [[6, 6], [7, 7]]])
})

test("a gap and a new set-up load the picture again", async () => {
  const made = await connected()

  made.server = 8
  made.socket.heard.event(event(8))
  await settled()
  made.server = 9
  made.socket.heard.event(event(9, { kind: "setup_applied" }))
  await settled()

  assert.deepEqual([made.asked, made.pictures], [3, [5, 8, 9, 9]])
})

test("a hall where nothing is heard is asked well before 15 s are over, one where something happened after about 5 s", async () => {
  const made = await connected()

  await pass(11)
  assert.equal(made.asked, 1)
  await pass(1)
  assert.equal(made.asked, 2)
  made.socket.heard.event(event(6))
  made.server = 6
  await pass(4)
  assert.equal(made.asked, 2)
  await pass(3)
  assert.equal(made.asked, 3)
})

test("asked again while a picture is on its way, it is loaded once more after it", async () => {
  const made = await connected()

  for (let times = 0; times < 3; times += 1) made.watcher.load()
  await settled()

  assert.equal(made.asked, 3)
})

test("a server that keeps silent is told after 5 s, with the age of the picture, and so is its return", async () => {
  const made = await connected()
  made.server = failure("no_connection")
  made.socket.heard.disconnect("transport close")

  await pass(6)
  assert.deepEqual([live(), made.stale], ["no", [5, 6]])
  made.server = 7
  made.socket.heard.connect()
  await settled()

  assert.deepEqual([live(), made.stale, made.pictures], ["yes", [5, 6, null], [5, 7]])
})

test("a time-out of the socket counts from what was heard last, not from when it was noticed", async () => {
  const made = await connected()
  await pass(8)

  made.socket.heard.disconnect("ping timeout")

  assert.deepEqual(made.stale, [8])
})

test("a screen that may not see the branch is told so", async () => {
  const made = await connected()
  made.server = failure("forbidden")

  await made.watcher.load()

  assert.deepEqual([made.refusals, live()], [1, "no"])
})

test("a socket that was thrown out is connected again", async () => {
  const { socket } = await connected()
  socket.disconnect()

  await pass(1)

  assert.equal(socket.active, true)
})

test("a screen that cannot draw one picture gets the next one all the same", async () => {
  const drawn = []
  const made = watched({
    onPicture({ seq }) {
      if (seq === 5) throw new TypeError("cannot draw 5")
      drawn.push(seq)
    },
  })

  const errors = await logged(async () => {
    made.socket.heard.connect()
    await settled()
    made.server = 6
    await made.watcher.load()
  })

  assert.deepEqual([errors, drawn, live()], [["cannot draw 5"], [6], "yes"])
})

test("no error of the screen stops an event, the age of the picture or the next question", async () => {
  const broken = (what) => () => { throw new TypeError(what) }
  const made = await connected({ onEvent: broken("event"), onStale: broken("stale"), onRefused: broken("refused") })

  const errors = await logged(async () => {
    made.socket.heard.event(event(6))
    made.socket.heard.event(event(7))
    made.server = failure("forbidden")
    made.socket.heard.disconnect("transport close")
    await pass(5)
    made.server = 7
    made.socket.heard.connect()
    await settled()
  })

  assert.deepEqual(new Set(errors), new Set(["event", "refused", "stale"]))
  assert.deepEqual([made.pictures, live()], [[5, 6, 7, 7], "yes"])
})

test("a picture that makes no sense is logged, is no picture, and is asked for again", async () => {
  const made = await connected()

  made.server = new TypeError("no picture")
  const errors = await logged(() => made.watcher.load())
  assert.deepEqual([errors, live()], [["no picture"], "no"])
  made.server = 8
  await pass(3)

  assert.deepEqual([made.pictures, live()], [[5, 8], "yes"])
})

test("a page that is looked at again, or back on the network, asks at once; a stopped one never", async () => {
  const made = await connected()

  document.dispatchEvent(new Event("visibilitychange"))
  await settled()
  window.dispatchEvent(new Event("online"))
  await settled()
  made.watcher.stop()
  document.dispatchEvent(new Event("visibilitychange"))
  await pass(20)

  assert.deepEqual([made.asked, made.socket.active], [3, false])
})

test("a laptop that slept asks at once, and does not take the picture of before its sleep for a new one", async () => {
  const made = await connected()
  made.server = failure("no_connection")

  asleep = 3_600_000
  await pass(1)

  assert.deepEqual([made.asked, made.stale], [2, [3601]])
})

test("a steady clock that jumps asks at once, a wall clock put back an hour does too and makes nothing older", async () => {
  const made = await connected()

  now += 61_000
  await pass(1)
  asleep = -3_600_000
  await pass(1)

  assert.deepEqual([made.asked, made.stale], [3, [62, null]])
})

test("a picture that knows what the socket never told makes the screen say so, until the socket tells something", async () => {
  const made = await connected()

  made.server = 6
  await pass(12)
  assert.deepEqual([made.pictures.at(-1), made.pushless], [6, []])
  await pass(3)
  assert.deepEqual(made.pushless, [true])
  made.socket.heard.event(event(7))
  await pass(1)

  assert.deepEqual(made.pushless, [true, false])
})

test("a dead channel that joins again stays dead until it tells something", async () => {
  const made = await connected()
  made.server = 6
  await pass(15)

  made.socket.heard.disconnect("transport close")
  made.socket.heard.connect()
  await pass(1)

  assert.deepEqual([made.pushless, made.watcher.joined], [[true], true])
})

test("a picture that comes a little before its event accuses nobody", async () => {
  const made = await connected()

  made.server = 6
  await made.watcher.load()
  await pass(2)
  made.socket.heard.event(event(6))
  await pass(20)

  assert.deepEqual([made.pictures.at(-1), made.pushless], [6, []])
})

test("what happened between joining and the first picture is owed by the socket", async () => {
  const made = watched()
  made.socket.seq = 4
  made.socket.heard.connect()

  await pass(4)

  assert.deepEqual(made.pushless, [true])
})

test("with sockets refused altogether the pictures come each 3 s, fresh, and the screen says that it has no live link", async () => {
  const made = watched()

  await pass(12)

  assert.deepEqual([made.asked, made.stale, made.pushless, live()], [4, [], [true], "no"])
})

test("a server that is merely slow is told of when the picture is 15 s old", async () => {
  const made = await connected()
  made.watcher.api.get = () => new Promise(() => {})

  await pass(16)

  assert.deepEqual([made.stale, live()], [[15, 16], "yes"])
})
