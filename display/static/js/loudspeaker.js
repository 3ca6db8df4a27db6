/**
 * The loudspeaker: one AudioContext, one queue, each announcement to its end before the next (docs/display.md, B3 to B8).
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
const REVIVE_MILLISECONDS = 10_000
const REMEMBERED = 20

/**
 * voices: of voices.js. isTimely(item): asked all the time, so that a queue held up neither grows nor is poured out later.
 * mayBegin(): whether the clock that isTimely goes by can be relied on. sound(): the hall's sound. volume(): 0 to 100 at this
 * hour. onChange(): state() may be another.
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
  stuckAt = null

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

  /** As in a status; "stuck": the device takes no sound. */
  state = () => {
    if (this.isOff()) return this.stuckAt === null ? "suspended" : "stuck"
    if (this.stuckAt !== null) return "stuck"
    return this.volume() ? "running" : "quiet"
  }

  next() {
    if (!this.mayBegin()) return
    this.dropStale()
    if (!this.queue.length || this.item || this.isOff() || this.stuckAt !== null) return
    this.speak(this.queue.shift())
  }

  dropStale() {
    if (this.queue.length) this.queue = this.volume() ? this.queue.filter(this.isTimely) : []
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
    if (this.stuckAt !== null) this.lookForDevice()
    this.next()
    if (!this.item) return
    const { currentTime } = this.context
    if (currentTime >= this.endsAt) this.end()
    else if (currentTime > this.moved.at) this.moved = { at: currentTime, seen: performance.now() }
    else if (performance.now() - this.moved.seen > STUCK_MILLISECONDS) this.revive()
  }

  lookForDevice() {
    if (this.context.currentTime > this.moved.at) {
      this.stuckAt = null
      this.onChange()
    } else if (performance.now() - this.stuckAt > REVIVE_MILLISECONDS) {
      this.stuckAt = performance.now()
      this.openAnew()
    }
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

  /** Begun again once on a device that was opened anew; if that is as dead, nothing more is begun until it lives. */
  revive() {
    console.warn("the audio clock stands still")
    if (this.item.again) this.giveUp()
    else this.putBack({ again: true })
    this.openAnew()
  }

  giveUp() {
    const { item } = this
    this.cut()
    this.stuckAt = performance.now()
    this.onSpeaking(false, item)
    this.onChange()
  }

  openAnew() {
    this.context.suspend().then(this.wake).catch(console.error)
  }

  hearState() {
    if (this.item && this.isOff()) this.putBack()
    this.onChange()
    this.next()
  }

  /** What was cut off is said again from its beginning, if there is still time. A copy: the one begun is over. */
  putBack(more = {}) {
    const { item } = this
    this.cut()
    this.queue.unshift({ ...item, ...more })
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
