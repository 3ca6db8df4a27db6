import assert from "node:assert/strict"
import { afterEach, beforeEach, test } from "node:test"
import { makeVoice } from "../../kiosk/static/js/voice.js"

/** What a browser gives the voice: its own speech with some voices, and an <audio> element. */
class Speech extends EventTarget {
  constructor(...languages) {
    super()
    Object.assign(this, { languages, spoken: [], speaking: false })
  }
  getVoices() { return this.languages.map((lang) => ({ lang })) }
  speak({ text, lang, volume }) { this.spoken.push([text, lang, volume]) }
  cancel() { this.spoken.push("cut off") }
}

class Sound extends EventTarget {
  constructor() {
    super()
    Object.assign(this, { paused: true, ended: false, error: null })
  }
  async play() { this.paused = false }
  pause() { this.paused = true }
}

const region = { textContent: "" }
const given = { region, loudest: 5 }
let now = 0
const make = (parts) => makeVoice({ ...given, clock: () => now, ...parts })

beforeEach(() => {
  now = 0
  globalThis.document = { documentElement: { dataset: {} } }
  globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
})
afterEach(() => {
  delete globalThis.document
  delete globalThis.SpeechSynthesisUtterance
})

test("the browser's own voice of the language speaks, without what only eyes need", () => {
  const speech = new Speech("en-GB", "fa-IR")
  make({ speech }).say("شمارهٔ \u2068A 23\u2069", "fa", 4)
  assert.deepEqual(speech.spoken, ["cut off", ["شمارهٔ A 23", "fa-IR", 0.8]])
})

test("a browser that learns its voices late says the first sentence then, and once", () => {
  const speech = new Speech()
  make({ speech }).say("hello", "en", 5)
  speech.languages = ["en-US"]
  speech.dispatchEvent(new Event("voiceschanged"))
  speech.dispatchEvent(new Event("voiceschanged"))
  assert.deepEqual(speech.spoken, ["cut off", ["hello", "en-US", 1]])
})

test("behind an agent its sound is played, and the browser speaks only where that cannot", () => {
  const [speech, sound] = [new Speech("en"), new Sound()]
  make({ speech, sound }).say("two people", "en", 2)
  assert.deepEqual([sound.src, sound.volume, sound.paused], ["/agent/speech?language=en&text=two+people", 0.4, false])
  speech.dispatchEvent(new Event("voiceschanged"))
  assert.deepEqual(speech.spoken, ["cut off"])
  sound.dispatchEvent(new Event("error"))
  assert.deepEqual(speech.spoken, ["cut off", ["two people", "en", 0.4]])
})

test("it speaks as long as its sound goes on, and one that never ends is not waited for", () => {
  const sound = new Sound()
  const voice = make({ speech: new Speech(), sound })
  assert.equal(voice.isSpeaking(), false)
  voice.say("hello", "en", 5)
  assert.equal(voice.isSpeaking(), true)
  now = 120_000
  assert.equal(voice.isSpeaking(), false)
  voice.say("again", "en", 5)
  sound.ended = true
  assert.equal(voice.isSpeaking(), false)
})

test("what is said is always written, and gone with the speech", () => {
  const { dataset } = globalThis.document.documentElement
  const voice = make({ speech: undefined })
  voice.say("hello", "en", 5)
  assert.deepEqual([region.textContent, dataset], ["hello", { spoken: "hello" }])
  voice.hush()
  assert.deepEqual([region.textContent, dataset], ["", {}])
})
