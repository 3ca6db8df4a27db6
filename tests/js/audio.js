/** An audio context in the hands of a test: what is scheduled on it, and a clock that the test moves. */
import { mock } from "node:test"

const RATE = 8_000

class Buffer {
  constructor(seconds, name) {
    Object.assign(this, { duration: seconds, name })
  }

  copyToChannel() {}
}

export class Audio extends EventTarget {
  state = "running"
  currentTime = 0
  sampleRate = RATE
  destination = {}
  played = []
  broken = false
  gain = { gain: { value: 1 }, connect() {} }

  createGain() {
    return this.gain
  }

  createBuffer(channels, length, rate) {
    return new Buffer(length / rate, length / rate > 1 ? "chime" : "tone")
  }

  createBufferSource() {
    if (this.broken) throw new TypeError("no device")
    const sound = { until: Infinity }
    const start = (at) => this.played.push(Object.assign(sound, { name: node.buffer.name, at, ends: at + node.buffer.duration }))
    const stop = () => { sound.stopped = this.currentTime < sound.ends }
    const node = { connect() {}, disconnect() {}, start, stop }
    return node
  }

  async suspend() {
    this.become("suspended")
  }

  async resume() {
    this.become("running")
  }

  become(state) {
    this.state = state
    this.dispatchEvent(new Event("statechange"))
  }
}

/** Clips of half a second; those of `unknown` are missing. */
export function clips(unknown = []) {
  return {
    ready: async () => {},
    buffer: (language, key) => (unknown.includes(key) || unknown.includes(language) ? null : new Buffer(0.5, `${language}/${key}`)),
    speech: async ({ id }, language) => (unknown.includes(language) ? null : new Buffer(3, `${language}/notice ${id}`)),
  }
}

/** Everything that was promised has happened. */
export async function settled() {
  for (let turn = 0; turn < 30; turn += 1) await null
}

/** Let so many seconds pass, on the audio clock as well unless it stands still. */
export async function pass(audio, seconds, { clock = true } = {}) {
  for (let step = 0; step < seconds * 10; step += 1) {
    if (clock && audio.state === "running") audio.currentTime += 0.1
    mock.timers.tick(100)
    await settled()
  }
}
