import assert from "node:assert/strict"
import { test } from "node:test"
import { connected, event, failure, jump, live, pass, sleep, watched } from "./watched.js"

test("a laptop that slept asks at once, and does not take the picture of before its sleep for a new one", async () => {
  const made = await connected()
  made.server = failure("no_connection")

  sleep(3_600_000)
  await pass(1)

  assert.deepEqual([made.asked, made.stale], [2, [3601]])
})

test("a sleep of a few seconds is enough to ask at once, and to make the picture so much older", async () => {
  const made = await connected()
  made.server = failure("no_connection")

  sleep(6_000)
  await pass(1)

  assert.deepEqual([made.asked, made.stale, made.watcher.age], [2, [7], 7])
})

test("clocks that part by less than a tick's delay ask for nothing", async () => {
  const made = await connected()

  sleep(4_000)
  await pass(5)

  assert.deepEqual([made.asked, made.stale], [1, []])
})

test("the age of the picture is known before anybody has to be told of it", async () => {
  const before = watched().watcher.age
  const made = await connected()
  await pass(3)

  assert.deepEqual([before, made.watcher.age], [null, 3])
})

test("a steady clock that jumps asks at once, a wall clock put back an hour does too and makes nothing older", async () => {
  const made = await connected()

  jump(61_000)
  await pass(1)
  sleep(-3_600_000)
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
