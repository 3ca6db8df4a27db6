import assert from "node:assert/strict"
import { beforeEach, mock, test } from "node:test"
import { makeHearing } from "../../display/static/js/hearing.js"
import { Audio, pass } from "./audio.js"

const START = Date.parse("2026-11-23T07:10:00Z")
const LONG = 20

/** A display that hears pictures; its look, its store and its sense of time are the test's. */
function display({ kept = null, look = {} } = {}) {
  const made = { look: { speaks: true, service_ids: [], ...look }, kept, isSure: true, said: [] }
  made.audio = new Audio()
  made.hearing = makeHearing({
    api: { serverNow: () => new Date(), isClockSure: () => made.isSure, get: async () => { throw new Error("no server") } },
    look: () => made.look,
    sound: () => ({ languages: ["fa"], times: 1, chime: true, volume: 80, hours: [] }),
    kept: { read: () => made.kept, keep: (value) => { made.kept = value } },
    onChange() {},
    onSpeaking: (item) => item && made.said.push(item.seq),
    context: made.audio,
  })
  return made
}

function picture(seq, ...calls) {
  return { seq, branch: { time_zone: "Asia/Tehran" }, calls, notices: [] }
}

function call(seq, changes = {}) {
  return { seq, ticket_id: seq, service_id: 1, state: "called", called_at: new Date().toISOString(), recalls: 0, number: "A-001", counter_number: 4, ...changes }
}

beforeEach(() => {
  mock.timers.reset()
  mock.restoreAll()
  mock.timers.enable({ apis: ["setInterval", "setTimeout", "Date"], now: START })
  mock.method(performance, "now", () => Date.now())
  mock.method(console, "warn", () => {})
  globalThis.document = Object.assign(new EventTarget(), { documentElement: { dataset: {} } })
})

test("what is called while the display is there is said, what was called before is not", async () => {
  const made = display()
  made.hearing.hear(picture(5, call(5)))
  made.hearing.hear(picture(6, call(6), call(5)))
  await pass(made.audio, LONG)

  assert.deepEqual([made.said, made.hearing.lastSeq(), made.kept], [[6], 6, { lastSeq: 6 }])
})

test("after the page was loaded again it goes on from what was kept", async () => {
  const made = display({ kept: { lastSeq: 5 } })
  assert.equal(made.hearing.lastSeq(), 5)
  made.hearing.hear(picture(7, call(7), call(6), call(5)))
  await pass(made.audio, LONG)

  assert.deepEqual(made.said, [6, 7])
})

test("what waits is kept as unsaid", () => {
  const made = display({ kept: { lastSeq: 5 } })
  made.hearing.hear(picture(8, call(8), call(7), call(6)))

  assert.deepEqual(made.kept, { lastSeq: 6 })
})

test("a display that does not speak says nothing, then or later, and has no sound to be off", async () => {
  const made = display({ kept: { lastSeq: 5 }, look: { speaks: false } })
  made.audio.become("suspended")
  made.hearing.hear(picture(6, call(6)))
  assert.deepEqual([made.hearing.isOff(), made.hearing.audio(), made.kept], [false, "none", { lastSeq: 6 }])

  made.look = { ...made.look, speaks: true }
  made.audio.become("running")
  made.hearing.hear(picture(7, call(7), call(6)))
  await pass(made.audio, LONG)

  assert.deepEqual(made.said, [7])
})

test("what waited when another display was chosen to speak is not said here", async () => {
  const made = display({ kept: { lastSeq: 5 } })
  made.hearing.hear(picture(8, call(8), call(7), call(6)))
  made.look = { ...made.look, speaks: false }
  await pass(made.audio, LONG)

  made.look = { ...made.look, speaks: true }
  await pass(made.audio, LONG)

  assert.deepEqual(made.said, [6])
})

test("a visitor who is sent back to the line while another is called out is not called", async () => {
  const made = display({ kept: { lastSeq: 5 } })
  made.hearing.hear(picture(7, call(7), call(6)))
  made.hearing.hear(picture(8, call(6)))
  await pass(made.audio, LONG)

  assert.deepEqual(made.said, [6])
})

test("nothing begins while the clock is not sure", async () => {
  const made = display({ kept: { lastSeq: 5 } })
  made.isSure = false
  made.hearing.hear(picture(6, call(6)))
  await pass(made.audio, 1)
  assert.deepEqual([made.said, made.hearing.audio()], [[], "running"])

  made.isSure = true
  await pass(made.audio, 1)

  assert.deepEqual(made.said, [6])
})
