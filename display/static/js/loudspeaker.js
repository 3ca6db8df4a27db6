/**
 * The loudspeaker: one AudioContext, one queue, each announcement to its end before the next (docs/display.md, D3 to D8).
 *
 * All of an announcement is put on the audio clock at once, which goes on evenly whatever else the page has to do.
 */
import { chimeSamples, toneSamples } from "./chime.js"
import { scriptOf } from "./script.js"
import { gainOf } from "./volume.js"

const LEAD_SECONDS = 0.1
const PAUSE_SECONDS = 0.8
const PREPARING_SECONDS = 40
const LOOK_MILLISECONDS = 100
const STUCK_MILLISECONDS = 3_000
const REMEMBERED = 20

/**
 * voices: of voices.js. isTimely(item): asked when its turn comes, so that a queue held up is not poured out later.
 * sound(): the hall's sound. volume(): 0 to 100 at this hour. onChange(): state() may be another.
 * onSpeaking(speaking, item): something begins to be said, or is over.
 */
export function makeLoudspeaker(given) {
  return new Loudspeaker(given)
}

class Loudspeaker {
  queue = []
  item = null
  sources = []
  freeAt = 0

  constructor({ context, ...given }) {
    Object.assign(this, { context, ...given })
    this.gain = context.createGain()
    this.gain.connect(context.destination)
    this.made = { chime: bufferOf(context, chimeSamples), tone: bufferOf(context, toneSamples) }
    context.addEventListener("statechange", () => this.hearState())
    setInterval(() => this.look(), LOOK_MILLISECONDS)
  }

  say = (due) => {
    this.queue.push(...due)
    this.next()
  }

  /** Whether the browser holds the sound back, until somebody touches the screen. */
  isOff = () => this.context.state !== "running"

  /** That touch. */
  wake = () => this.context.resume().catch(() => {})

  /** What is still to be said, the next first. */
  waiting = () => this.queue

  state = () => {
    if (this.isOff()) return "suspended"
    return this.volume() ? "running" : "quiet"
  }

  next() {
    if (this.item || this.isOff()) return
    const item = this.takeTimely()
    if (item) this.speak(item)
  }

  takeTimely() {
    while (this.queue.length) {
      const item = this.queue.shift()
      if (this.volume() && this.isTimely(item)) return item
    }
    return null
  }

  async speak(item) {
    this.begin(item)
    try {
      this.onSpeaking(true, item)
      const script = await scriptOf(item, { voices: this.voices, made: this.made, sound: this.sound() })
      if (this.item === item) this.schedule(script)
    } catch (error) {
      console.error(error)
      if (this.item === item) this.end()
    }
  }

  begin(item) {
    const { currentTime } = this.context
    this.item = item
    this.endsAt = currentTime + PREPARING_SECONDS
    this.moved = { at: currentTime, seen: performance.now() }
    remember(item.seq)
  }

  schedule(script) {
    this.gain.gain.value = gainOf(this.volume())
    let at = Math.max(this.context.currentTime + LEAD_SECONDS, this.freeAt)
    for (const { buffer, gap } of script) {
      at += gap
      this.sources.push(play(this.context, this.gain, buffer, at))
      at += buffer.duration
    }
    this.endsAt = at
    this.freeAt = at + PAUSE_SECONDS
  }

  /** The end is read from the audio clock; a clock that stands still has lost its device. */
  look() {
    if (!this.item) return this.next()
    const { currentTime } = this.context
    if (currentTime >= this.endsAt) return this.end()
    if (currentTime > this.moved.at) this.moved = { at: currentTime, seen: performance.now() }
    else if (performance.now() - this.moved.seen > STUCK_MILLISECONDS) this.revive()
  }

  end() {
    const { item } = this
    this.silence()
    this.onSpeaking(false, item)
    this.next()
  }

  silence() {
    for (const source of this.sources.splice(0)) {
      source.stop()
      source.disconnect()
    }
    this.item = null
  }

  /** What was on the way is lost; the next tries a device that was opened anew. */
  revive() {
    const { item } = this
    console.warn("the audio clock stands still")
    this.cut()
    this.onSpeaking(false, item)
    this.context.suspend().then(this.wake).catch(console.error)
  }

  hearState() {
    if (this.item && this.isOff()) this.putBack()
    this.onChange()
    this.next()
  }

  /** What was cut off is said again from its beginning, if there is still time. A copy: the one begun is over. */
  putBack() {
    const { item } = this
    this.cut()
    this.queue.unshift({ ...item })
    this.onSpeaking(false, item)
  }

  cut() {
    this.freeAt = 0
    this.silence()
  }
}

function play(context, gain, buffer, at) {
  const source = context.createBufferSource()
  source.buffer = buffer
  source.connect(gain)
  source.start(at)
  return source
}

function bufferOf(context, samplesAt) {
  const samples = samplesAt(context.sampleRate)
  const buffer = context.createBuffer(1, samples.length, context.sampleRate)
  buffer.copyToChannel(samples, 0)
  return buffer
}

/** What was sounded stands on the page, for tests and for whoever looks into a silent board. */
function remember(seq) {
  const { dataset } = document.documentElement
  dataset.rung = [...(dataset.rung?.split(" ") ?? []), seq].slice(-REMEMBERED).join(" ")
}
