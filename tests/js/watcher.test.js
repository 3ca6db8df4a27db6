import assert from "node:assert/strict"
import { test } from "node:test"
import { BRANCH, connected, event, failure, live, logged, pass, settled, watched } from "./watched.js"

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
