import assert from "node:assert/strict"
import { test } from "node:test"
import { ApiError } from "#shared/api.js"
import { displaysOf, speakersOf, urgentDisplays } from "../../server/admin/static/js/lobby/displays.js"
import { changedMeanwhile, fieldOf, sourceOf } from "../../server/admin/static/js/lobby/forms.js"
import { refusalFor, rowsOf } from "../../server/admin/static/js/lobby/state.js"
import { ago, NOW, SUPERVISOR } from "./admin-hall.js"
import { display, DISPLAYS, lobbyWith, medium, NOTICE, settle, SOUND, VERSION } from "./admin-lobby-hall.js"

const SOUND_DOOR = "PUT /branches/3/sound"
const told = (displays) => displaysOf({ displays }, NOW, VERSION).map(({ code, stage, warnings, trouble }) => [code, stage, warnings, trouble])
const refusal = (code, details = {}, status = 409) => new ApiError({ code, details, status })
const png = (name, size = 100) => ({ name, size, type: "image/png" })

test("displays stand by their numbers, each with how it is and what it asks for", () => {
  assert.deepEqual(told(DISPLAYS.displays), [
    ["display-2", "silent", [], "now"],
    ["display-3", "never", [], "soon"],
    ["display-4", "on", ["illegible", "behind"], "soon"],
    ["display-10", "on", [], null],
  ])
  assert.equal(urgentDisplays(DISPLAYS, NOW, VERSION), 1)
})

test("a lost report is a blip; sound held back asks for somebody only where it should be heard", () => {
  assert.deepEqual(told([
    display(1, { speaks: true }, { audio: "suspended" }), display(2, {}, { audio: "suspended" }), display(3, {}, { seen_at: ago(1, 30) }),
    display(4, {}, { lag_seconds: 40 }), display(5, {}, null, false),
  ]), [
    ["display-1", "on", ["sound_off"], "now"], ["display-2", "on", [], null], ["display-3", "on", [], null],
    ["display-4", "on", ["old"], "now"], ["display-5", "unpaired", [], "soon"],
  ])
})

test("a display whose sound does not come out asks for somebody now, one without a live link soon", () => {
  assert.deepEqual(told([
    display(1, { speaks: true }, { audio: "stuck" }), display(2, {}, { audio: "stuck" }), display(3, {}, { pushless: true }),
  ]), [
    ["display-1", "on", ["sound_stuck"], "now"], ["display-2", "on", [], null], ["display-3", "on", ["pushless"], "soon"],
  ])
})

test("each part of the hall is told who speaks there; a silent sign makes no part", () => {
  const more = { displays: [...DISPLAYS.displays, display(5, { zone: "east" })] }

  assert.deepEqual(speakersOf(more), [{ zone: "east", code: null }, { zone: "hall", code: "display-10" }])
})

test("what changes in the hall is asked for at once, and everything each while", async () => {
  const { room, given, watched, tick } = await lobbyWith()
  given["GET /branches/3/displays"] = { ...DISPLAYS, sound: { ...SOUND, volume: 0 } }
  given["GET /branches/3/notices"] = { notices: [] }

  watched.onEvent({ kind: "sound_changed" })
  await settle()
  const heard = [room.state().hall.sound.volume, room.state().notices.length]
  await tick()

  assert.deepEqual(heard, [0, 1])
  assert.deepEqual(room.state().notices, [])
})

test("an answer that was overtaken is not shown", async () => {
  let arrive
  const { room, given, watched } = await lobbyWith()
  given["GET /branches/3/media"] = () => new Promise((resolve) => { arrive = () => resolve({ media: [] }) })
  watched.onEvent({ kind: "media_changed" })
  given["GET /branches/3/media"] = { media: [medium(9, 1)] }
  watched.onEvent({ kind: "media_changed" })
  await settle()
  arrive()
  await settle()

  assert.deepEqual(room.state().media.map((one) => one.id), [9])
})

test("what somebody is writing is not overwritten, and they are told that another changed it", async () => {
  const { room, given, tick } = await lobbyWith()
  room.type("sound", null, "volume", 60)
  const meanwhile = () => changedMeanwhile(room.form("sound"), sourceOf("sound", room.state(), null))
  const before = meanwhile()
  given["GET /branches/3/displays"] = { ...DISPLAYS, sound: { ...SOUND, chime: false, volume: 30 } }
  await tick()

  assert.deepEqual([before, meanwhile()], [false, true])
  assert.deepEqual([room.form("sound").values.volume, room.form("sound").values.chime], [60, true])
  room.discard("sound")
  assert.deepEqual([room.form("sound").values.volume, room.form("sound").values.chime], [30, false])
})

test("a report of a display is no change of its look", async () => {
  const { room, given, tick } = await lobbyWith()
  room.open("look", 10)
  room.type("look", 10, "zone", "east")
  given["GET /branches/3/displays"] = { ...DISPLAYS, displays: [display(10, { speaks: true }, { seen_at: ago(0) })] }
  await tick()

  assert.equal(changedMeanwhile(room.form("look", 10), sourceOf("look", room.state(), 10)), false)
})

test("a look that is refused stays open with its reason beside the field; the next try is another command", async () => {
  const { room, told: seen, given } = await lobbyWith({ "PUT /displays/2/look": refusal("zone_speaks_already", { zone: "hall", display_id: 10 }) })
  room.open("look", 2)
  room.type("look", 2, "speaks", true)
  await room.submit("look", 2)
  const why = refusalFor(room.state(), "look", 2)
  room.type("look", 2, "zone", "east")
  given["PUT /displays/2/look"] = {}
  const mended = refusalFor(room.state(), "look", 2)
  await room.submit("look", 2)

  assert.deepEqual([fieldOf(why), why.params.display_id, mended], ["speaks", 10, null])
  assert.deepEqual([room.state().dialog, room.state().said.key], [null, "admin.lobby.said.look"])
  const [first, second] = seen.sent.map(([, , body]) => body)
  assert.notEqual(first.request_id, second.request_id)
  assert.deepEqual([second.speaks, second.zone, second.languages], [true, "east", ["fa", "en"]])
})

test("a command without an answer goes again under the same id", async () => {
  const { room, told: seen } = await lobbyWith({ [SOUND_DOOR]: refusal("no_connection", {}, 0) })
  room.type("sound", null, "times", 1)
  await room.submit("sound")
  await room.submit("sound")

  assert.equal(seen.sent[0][2].request_id, seen.sent[1][2].request_id)
  assert.equal(room.form("sound").values.times, 1)
})

test("a form that lacks something says what, and sends nothing", async () => {
  const { room, told: seen } = await lobbyWith()
  await room.submit("notice")

  assert.deepEqual([room.form("notice").problem, seen.sent], ["text", []])
})

test("a notice that was given leaves an empty form", async () => {
  const { room, told: seen } = await lobbyWith()
  room.type("notice", null, "texts", { fa: "متن", en: "" })
  await room.submit("notice")

  assert.deepEqual(seen.sent.map(([method, path, body]) => [method, path, body.texts]), [["POST", "/branches/3/notices", { fa: "متن" }]])
  assert.deepEqual(room.form("notice").values.texts, { fa: "", en: "" })
})

test("what went while somebody looks stays in its place until they turn away", async () => {
  const { room, given, tick } = await lobbyWith()
  given["GET /branches/3/media"] = { media: [medium(1, 0), medium(3, 2), medium(4, 3)] }
  given["GET /branches/3/notices"] = { notices: [] }
  await tick()
  const rows = () => ["media", "notices"].map((name) => rowsOf(room.state(), name).map((one) => [one.id, one.isGone]))

  assert.deepEqual(rows(), [[[1, false], [2, true], [3, false], [4, false]], [[NOTICE.id, true]]])
  room.turn("sound")
  assert.deepEqual(rows(), [[[1, false], [3, false], [4, false]], []])
})

test("what somebody takes away themselves leaves at once, also when the event comes before the answer", async () => {
  const { room, given, watched } = await lobbyWith()
  given["GET /branches/3/media"] = { media: [medium(1, 0), medium(3, 2)] }
  given["POST /media/2/endings"] = async () => (watched.onEvent({ kind: "media_changed" }), await settle(), {})
  await room.submit("end_medium", 2)
  await settle()

  assert.deepEqual(rowsOf(room.state(), "media").map((one) => one.id), [1, 3])
})

test("one step in the order sends both that change places", async () => {
  const { room, told: seen } = await lobbyWith()
  await room.move(1, 1)

  assert.deepEqual(seen.sent.map(([method, path, body]) => [method, path, body.place, body.name]), [
    ["PUT", "/media/2", 0, "picture 2"], ["PUT", "/media/1", 1, "picture 1"],
  ])
})

test("files go one after the other; one that is refused says why and keeps nobody waiting", async () => {
  const { room, told: seen } = await lobbyWith({
    "UPLOAD /branches/3/media": ({ file }) => (file.name === "b.png" ? refusal("type_refused", {}, 415) : {}),
  })
  await room.upload([png("a.first.png"), png("b.png"), { name: "c.gif", size: 1, type: "image/gif" }, png("d.png")])

  assert.deepEqual(seen.sent.map(([, , fields]) => fields.name), ["a.first", "b", "d"])
  assert.deepEqual(room.state().uploads.map(({ name, refusal: why }) => [name, why.code]), [["b.png", "type_refused"], ["c.gif", "type_refused"]])
})

test("a file without an answer is sent again under the same id", async () => {
  let isDown = true
  const { room, told: seen } = await lobbyWith({ "UPLOAD /branches/3/media": () => (isDown ? refusal("no_connection", {}, 0) : {}) })
  await room.upload([png("a.png")])
  const [lost] = room.state().uploads
  isDown = false
  await room.retryUpload(lost)

  assert.deepEqual([lost.refusal.code, room.state().uploads], ["no_connection", []])
  assert.equal(seen.sent[0][2].request_id, seen.sent[1][2].request_id)
})

test("a slide goes through the door of the files", async () => {
  const { room, told: seen } = await lobbyWith()
  room.open("slide")
  room.type("slide", null, "texts", { fa: { title: "عنوان" } })
  await room.submit("slide")

  assert.deepEqual(seen.sent.map(([method, path, body]) => [method, path, body.kind]), [["UPLOAD", "/branches/3/media", "slide"]])
  assert.equal(room.state().dialog, null)
})

test("somebody of the whole city names the hall where the address does not", async () => {
  const { room, told: seen } = await lobbyWith({ user: { ...SUPERVISOR, role: "admin", branch_id: null } })
  await room.submit("reload", 2)
  await room.submit("end_notice", 5)
  room.type("notice", null, "texts", { fa: "متن" })
  await room.submit("notice")

  assert.deepEqual(seen.sent.map(([, path]) => path), ["/displays/2/reloads?branch_id=3", "/notices/5/endings?branch_id=3", "/branches/3/notices"])
})

test("a log-in that ended leads out; a server that is away leaves the picture to grow old", async () => {
  const { room, told: seen, given, tick } = await lobbyWith()
  given["GET /branches/3/media"] = refusal("no_connection", {}, 0)
  await tick()
  const age = room.state().failingSince
  given["GET /branches/3/notices"] = refusal("unauthorised", {}, 401)
  await tick()

  assert.deepEqual([age, room.state().media.length, seen.signedOut], [NOW, 3, "unauthorised"])
})

test("a room that is left asks no more and hears no more", async () => {
  const { room, told: seen, tick } = await lobbyWith()
  room.stop()
  const before = seen.changes
  await tick()

  assert.deepEqual([seen.stopped, seen.changes], [2, before])
})
