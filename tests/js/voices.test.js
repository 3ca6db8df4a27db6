import assert from "node:assert/strict"
import { beforeEach, mock, test } from "node:test"
import { makeVoices } from "../../display/static/js/voices.js"

const NEVER = new Promise(() => {})
let served

/** A server with these packs and files; a file that is not there is a 404, `broken` is no sound. */
class Server {
  packs = {}
  files = new Set()
  asked = []
  open = 0
  most = 0

  get = async (path) => {
    this.asked.push(path)
    const pack = this.packs[path.replace("/voices/", "")]
    if (!pack) throw new Error("no_connection")
    return { clips: pack }
  }

  fetch = async (url) => {
    this.asked.push(url)
    this.open += 1
    this.most = Math.max(this.most, this.open)
    await null
    this.open -= 1
    return { ok: this.files.has(url), arrayBuffer: async () => url }
  }
}

const context = {
  async decodeAudioData(bytes) {
    if (bytes.includes("broken")) throw new Error("not a sound")
    return { sound: bytes }
  },
}

function clip(url, fallback = null) {
  served.files.add(url)
  return { url, fallback_url: fallback, text: "" }
}

function voices() {
  return makeVoices({ api: served, context })
}

beforeEach(() => {
  mock.restoreAll()
  mock.method(console, "warn", () => {})
  served = new Server()
  globalThis.fetch = served.fetch
})

test("a pack is loaded whole, a few clips at a time, and kept without the server", async () => {
  served.packs.fa = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [n, clip(`/fa/${n}.ogg`)]))
  const made = voices()
  await made.load(["fa"])
  globalThis.fetch = () => { throw new Error("gone") }
  served.packs = {}
  await made.load(["fa"])

  const sounds = Array.from({ length: 30 }, (_, n) => made.buffer("fa", String(n)).sound)
  assert.deepEqual(sounds, Array.from({ length: 30 }, (_, n) => `/fa/${n}.ogg`))
  assert.ok(served.most > 1 && served.most < 10)
})

test("the hall's own clip is taken; one that is missing or no sound falls back to the built-in one", async () => {
  served.packs.fa = {
    1: clip("/own/1.ogg", "/built_in/1.ogg"),
    2: clip("/own/broken.ogg", "/built_in/2.ogg"),
    3: clip("/own/3.ogg", "/built_in/3.ogg"),
    4: clip("/built_in/broken.ogg"),
  }
  for (const url of ["/built_in/1.ogg", "/built_in/2.ogg", "/built_in/3.ogg"]) served.files.add(url)
  served.files.delete("/own/3.ogg")
  const made = voices()
  await made.load(["fa"])

  const sounds = ["1", "2", "3", "4", "5"].map((key) => made.buffer("fa", key)?.sound ?? null)
  assert.deepEqual(sounds, ["/own/1.ogg", "/built_in/2.ogg", "/built_in/3.ogg", null, null])
  assert.equal(made.buffer("en", "1"), null)
})

test("the hall's own clip that could not be had is tried again with the next plan", async () => {
  served.packs.fa = { 1: clip("/own/1.ogg", "/built_in/1.ogg") }
  served.files = new Set(["/built_in/1.ogg"])
  const made = voices()
  await made.load(["fa"])
  served.files.add("/own/1.ogg")
  await made.load(["fa"])

  assert.equal(made.buffer("fa", "1").sound, "/own/1.ogg")
})

test("a clip that changed is fetched anew, the others are not; the old one stays where the new one cannot be had", async () => {
  served.packs.fa = { 1: clip("/1.ogg?a"), 2: clip("/2.ogg?a"), 3: clip("/3.ogg?a") }
  const made = voices()
  await made.load(["fa"])
  served.packs.fa = { 1: clip("/1.ogg?a"), 2: clip("/2.ogg?b"), 3: clip("/3.ogg?b") }
  served.files.delete("/3.ogg?b")
  served.asked = []
  await made.load(["fa"])

  assert.deepEqual(served.asked, ["/voices/fa", "/2.ogg?b", "/3.ogg?b"])
  assert.deepEqual(["1", "2", "3"].map((key) => made.buffer("fa", key).sound), ["/1.ogg?a", "/2.ogg?b", "/3.ogg?a"])
})

test("clips that are needed now are fetched before the rest of the pack, and once", async () => {
  served.packs.fa = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [n, clip(`/${n}.ogg`)]))
  const made = voices()
  const loading = made.load(["fa"])
  await made.ready("fa", ["1", "39"], 500)

  assert.deepEqual(["1", "39"].map((key) => made.buffer("fa", key)?.sound), ["/1.ogg", "/39.ogg"])
  assert.equal(made.buffer("fa", "30"), null)
  await loading
  assert.equal(made.buffer("fa", "30").sound, "/30.ogg")
  assert.deepEqual(served.asked.length, new Set(served.asked).size)
})

test("whoever needs a clip does not wait for ever", async () => {
  served.get = () => NEVER
  const made = voices()
  await made.ready("fa", ["1"], 1)

  assert.equal(made.buffer("fa", "1"), null)
})

test("a pack that could not be had is asked for again by whoever needs it", async () => {
  const made = voices()
  await made.load(["fa"])
  served.packs.fa = { 1: clip("/1.ogg") }
  await made.ready("fa", ["1", "2"], 500)

  assert.deepEqual([made.buffer("fa", "1").sound, made.buffer("fa", "2")], ["/1.ogg", null])
})

test("a hall that speaks no language of ours is spoken to in English", async () => {
  served.packs.en = { 1: clip("/en/1.ogg") }
  const made = voices()
  await made.load(["tr"])

  assert.equal(made.buffer("en", "1").sound, "/en/1.ogg")
})

test("a free notice is asked for in its language, and is null where nobody can say it", async () => {
  served.files.add("/api/v1/notices/7/speech?language=fa")
  const made = voices()

  assert.equal((await made.speech({ id: 7 }, "fa")).sound, "/api/v1/notices/7/speech?language=fa")
  assert.equal(await made.speech({ id: 7 }, "ckb"), null)
})
