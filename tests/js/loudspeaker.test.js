import assert from "node:assert/strict"
import { beforeEach, mock, test } from "node:test"
import { chimeSamples, toneSamples } from "../../display/static/js/chime.js"
import { makeLoudspeaker } from "../../display/static/js/loudspeaker.js"
import { gainOf, mediaGain, volumeAt } from "../../display/static/js/volume.js"
import { Audio, clips, pass, settled } from "./audio.js"

const LONG = 60
const EPSILON = 1e-9

/** A loudspeaker; `changes` to the hall's sound, its clips, and what is still timely. */
function hall({ sound = {}, volume = 80, voices = clips(), isTimely = () => true, onSpeaking } = {}) {
  const made = { audio: new Audio(), spoken: [], changes: 0, volume, isSure: true }
  made.speaker = makeLoudspeaker({
    context: made.audio,
    voices,
    isTimely,
    mayBegin: () => made.isSure,
    sound: () => ({ languages: ["fa"], times: 1, chime: true, ...sound }),
    volume: () => made.volume,
    onChange: () => { made.changes += 1 },
    onSpeaking: onSpeaking ?? ((speaking, { seq }) => made.spoken.push([speaking, seq])),
  })
  return made
}

function call(seq) {
  return { kind: "call", seq, number: `A-${seq}`, counter_number: 4 }
}

function names({ audio }) {
  return audio.played.map(({ name }) => name)
}

function rung() {
  return document.documentElement.dataset.rung
}

/** The errors and warnings logged meanwhile. */
async function quietly(work) {
  const logs = ["error", "warn"].map((name) => mock.method(console, name, () => {}))
  await work()
  return logs.flatMap((log) => log.mock.calls.map(({ arguments: [told] }) => told.message ?? told))
}

beforeEach(() => {
  mock.timers.reset()
  mock.restoreAll()
  mock.timers.enable({ apis: ["setInterval", "Date"] })
  mock.method(performance, "now", () => Date.now())
  globalThis.document = { documentElement: { dataset: {} } }
})

test("a call is chimed and said, each clip after the one before, with a breath between phrases", async () => {
  const made = hall()
  made.speaker.say([call(3)])
  await settled()

  const { played } = made.audio
  const gaps = played.slice(1).map(({ at }, place) => at - played[place].ends)
  assert.deepEqual(names(made), ["chime", "fa/number", "fa/letter_a", "fa/3", "fa/to_counter", "fa/4"])
  assert.ok(gaps.every((gap) => gap > 0))
  assert.ok(gaps[2] > gaps[1] && gaps[3] > gaps[4])
})

test("it is said in each language of the sound, as often as the hall wants, with one chime", async () => {
  const made = hall({ sound: { languages: ["fa", "en"], times: 2 } })
  made.speaker.say([call(3)])
  await settled()

  const languages = names(made).map((name) => name.split("/")[0])
  const once = [...Array(5).fill("fa"), ...Array(5).fill("en")]
  assert.deepEqual(languages, ["chime", ...once, ...once])
})

test("a hall without a chime hears the words at once", async () => {
  const made = hall({ sound: { chime: false } })
  made.speaker.say([call(3)])
  await settled()

  assert.equal(names(made)[0], "fa/number")
})

test("three calls in one moment are said in their order, none before the end of the other", async () => {
  const made = hall()
  made.speaker.say([call(1), call(2)])
  made.speaker.say([call(3)])
  await pass(made.audio, LONG)

  const ordinals = names(made).filter((name) => /\/[123]$/.test(name))
  const { played } = made.audio
  assert.deepEqual(ordinals, ["fa/1", "fa/2", "fa/3"])
  assert.ok(played.slice(1).every(({ at }, place) => at >= played[place].ends - EPSILON))
  assert.ok(played.every(({ stopped }) => !stopped))
  const pauses = played.map(({ name, at }, place) => (name === "chime" && place ? at - played[place - 1].ends : 1))
  assert.ok(pauses.every((pause) => pause > 0.5))
  assert.deepEqual(made.spoken, [[true, 1], [false, 1], [true, 2], [false, 2], [true, 3], [false, 3]])
  assert.equal(rung(), "1 2 3")
})

test("what is no longer timely when its turn comes is passed over", async () => {
  const made = hall({ isTimely: ({ seq }) => seq !== 2 })
  made.speaker.say([call(1), call(2), call(3)])
  await pass(made.audio, LONG)

  assert.equal(rung(), "1 3")
})

test("at volume 0 nothing is scheduled, and what came then is not said later", async () => {
  const made = hall({ volume: 0 })
  made.speaker.say([call(1)])
  await pass(made.audio, 1)
  assert.deepEqual([names(made), made.speaker.state()], [[], "quiet"])

  made.volume = 50
  made.speaker.say([call(2)])
  await pass(made.audio, 1)

  assert.deepEqual([rung(), made.audio.gain.gain.value, made.speaker.state()], ["2", gainOf(50), "running"])
})

test("a clip that is missing sounds as a tone, a language without clips is left out", async () => {
  const made = hall({ voices: clips(["letter_a", "en"]), sound: { languages: ["fa", "en"] } })
  made.speaker.say([call(3)])
  await settled()

  assert.deepEqual(names(made), ["chime", "fa/number", "tone", "fa/3", "fa/to_counter", "fa/4"])
})

test("where nothing of it can be said the chime sounds twice", async () => {
  for (const chime of [true, false]) {
    const made = hall({ voices: clips(["fa"]), sound: { chime } })
    made.speaker.say([call(3)])
    await settled()

    assert.deepEqual(names(made), ["chime", "chime"])
  }
})

test("a notice is said once in the languages it has of the sound, in its own where it has none of them", async () => {
  const made = hall({ sound: { languages: ["fa", "en"], times: 2 } })
  made.speaker.say([{ kind: "notice", seq: 1, id: 7, texts: { fa: "a", en: "b", ar: "c" } }, { kind: "notice", seq: 2, id: 8, texts: { ar: "d" } }])
  await pass(made.audio, LONG)

  assert.deepEqual(names(made), ["chime", "fa/notice 7", "en/notice 7", "chime", "ar/notice 8"])
})

test("a notice that nobody can say is chimed twice", async () => {
  const made = hall({ voices: clips(["fa"]) })
  made.speaker.say([{ kind: "notice", seq: 1, id: 7, texts: { fa: "a" } }])
  await settled()

  assert.deepEqual(names(made), ["chime", "chime"])
})

test("while the browser holds the sound back nothing is said; after the touch what is still timely", async () => {
  let old = false
  const made = hall({ isTimely: ({ seq }) => seq !== 1 || !old })
  made.audio.become("suspended")
  made.speaker.say([call(1), call(2)])
  await pass(made.audio, LONG)
  assert.deepEqual([made.speaker.isOff(), made.speaker.state(), names(made)], [true, "suspended", []])
  assert.deepEqual(made.speaker.waiting().map(({ seq }) => seq), [1, 2])

  old = true
  made.speaker.wake()
  await pass(made.audio, LONG)

  assert.deepEqual([made.speaker.isOff(), rung(), made.changes], [false, "2", 2])
})

test("while the sound is held back nothing is kept for it that is stale", async () => {
  const stale = new Set()
  const made = hall({ isTimely: ({ seq }) => !stale.has(seq) })
  made.audio.become("suspended")
  for (let seq = 1; seq <= 50; seq += 1) {
    made.speaker.say([call(seq)])
    stale.add(seq - 1)
    await pass(made.audio, 0.1)
  }

  assert.deepEqual(made.speaker.waiting().map(({ seq }) => seq), [50])
})

test("after a sleep nothing begins before the clock is sure, and what is stale by then is never said", async () => {
  const stale = new Set()
  const made = hall({ isTimely: ({ seq }) => !stale.has(seq) })
  made.isSure = false
  made.speaker.say([call(1), call(2)])
  await pass(made.audio, 2)
  assert.equal(rung(), undefined)

  stale.add(1)
  made.isSure = true
  await pass(made.audio, 2)

  assert.equal(rung(), "2")
})

test("what was cut off in the middle begins again after the touch", async () => {
  const made = hall()
  made.speaker.say([call(1)])
  await pass(made.audio, 3)
  const before = made.audio.played.length
  made.audio.become("suspended")
  assert.ok(made.audio.played.at(-1).stopped)

  made.speaker.wake()
  await pass(made.audio, LONG)

  assert.equal(made.audio.played.length, 2 * before)
  assert.deepEqual(made.spoken, [[true, 1], [false, 1], [true, 1], [false, 1]])
})

test("what was cut off while its clips were still coming is scheduled once", async () => {
  let come = null
  const made = hall({ voices: { ...clips(), ready: () => new Promise((resolve) => { come = resolve }) } })
  made.speaker.say([call(1)])
  const comeLate = come
  made.audio.become("suspended")
  made.speaker.wake()
  comeLate()
  await settled()
  assert.deepEqual(names(made), [])

  come()
  await pass(made.audio, LONG)

  assert.equal(names(made).filter((name) => name === "chime").length, 1)
})

test("what was being said when the audio clock stood still is said again from its beginning", async () => {
  const made = hall()
  made.speaker.say([call(1), call(2)])
  await pass(made.audio, 1)
  const told = await quietly(() => pass(made.audio, 4, { clock: false }))

  await pass(made.audio, LONG)

  assert.deepEqual(told, ["the audio clock stands still"])
  assert.equal(rung(), "1 1 2")
  assert.deepEqual(made.spoken.slice(-4), [[true, 1], [false, 1], [true, 2], [false, 2]])
})

test("a device that stays dead is told of, swallows no further call, and is tried again", async () => {
  const made = hall()
  made.speaker.say([call(1), call(2)])
  await quietly(() => pass(made.audio, 40, { clock: false }))
  assert.deepEqual([rung(), made.speaker.state()], ["1 1", "stuck"])
  assert.deepEqual(made.speaker.waiting().map(({ seq }) => seq), [2])

  await pass(made.audio, LONG)

  assert.deepEqual([rung(), made.speaker.state()], ["1 1 2", "running"])
})

test("an announcement that cannot be scheduled is logged, and the next is said", async () => {
  const made = hall()
  made.audio.broken = true
  const told = await quietly(async () => {
    made.speaker.say([call(1)])
    await settled()
  })
  made.audio.broken = false
  made.speaker.say([call(2)])
  await pass(made.audio, LONG)

  assert.deepEqual(told, ["no device"])
  assert.deepEqual([rung(), names(made)[3]], ["1 2", "fa/2"])
})

test("a clip that never comes does not hold up the queue for ever", async () => {
  const stuck = { ...clips(), speech: () => new Promise(() => {}) }
  const made = hall({ voices: stuck })
  made.speaker.say([{ kind: "notice", seq: 1, id: 7, texts: { fa: "a" } }, call(2)])
  await pass(made.audio, LONG)

  assert.deepEqual([rung(), names(made)[3]], ["1 2", "fa/2"])
})

test("the volume is that of the hour by the hall's clock, and half of it is a quarter of the amplitude", () => {
  const sound = {
    volume: 80,
    hours: [{ from: "13:00", until: "14:00", volume: 0 }, { from: "22:00", until: "06:30", volume: 30 }],
  }
  const at = (time) => volumeAt(sound, new Date(`2026-11-23T${time}:00Z`), "Asia/Tehran")
  assert.deepEqual(["09:29", "09:30", "10:29", "10:30"].map(at), [80, 0, 0, 80])
  assert.deepEqual(["18:29", "18:30", "20:30", "02:59", "03:00"].map(at), [80, 30, 30, 30, 80])
  assert.deepEqual([gainOf(100), gainOf(50), gainOf(0)], [1, 0.25, 0])
})

test("a medium is heard from the display that speaks alone, at the hall's volume, while nothing is said", () => {
  const gain = (changes) => mediaGain({ medium: { sound: true }, look: { speaks: true }, speaking: null, volume: 50, ...changes })
  assert.equal(gain({}), 0.25)
  const silent = [{ medium: { sound: false } }, { look: { speaks: false } }, { speaking: { seq: 1 } }, { volume: 0 }]
  assert.deepEqual(silent.map(gain), [0, 0, 0, 0])
})

test("the chime and the tone are heard, never clip, and end in silence", () => {
  for (const samples of [chimeSamples(48_000), toneSamples(48_000)]) {
    const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0)
    assert.ok(peak > 0.3 && peak < 1)
    assert.ok(Math.abs(samples.at(-1)) < 0.001)
  }
})
