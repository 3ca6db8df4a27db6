// Listens to the audio graph itself: every clip that is scheduled, with its name, its start and its end on the audio clock.
// And watches what the board shows: every number that ever stood on it, every seq it came to.
(() => {
  const names = new WeakMap()
  const clips = new WeakMap()
  const ear = { heard: [], seqs: [], numbers: [] }
  let context = null
  window.lobbyEar = ear
  window.lobbyClock = () => context?.currentTime ?? 0

  const readBytes = Response.prototype.arrayBuffer
  Response.prototype.arrayBuffer = async function () {
    const bytes = await readBytes.call(this)
    names.set(bytes, this.url)
    return bytes
  }

  const decode = BaseAudioContext.prototype.decodeAudioData
  BaseAudioContext.prototype.decodeAudioData = async function (bytes, ...more) {
    const name = names.get(bytes)
    const buffer = await decode.call(this, bytes, ...more)
    names.set(buffer, name)
    return buffer
  }

  const start = AudioBufferSourceNode.prototype.start
  AudioBufferSourceNode.prototype.start = function (when = 0, ...more) {
    context = this.context
    const at = Math.max(when, context.currentTime)
    const seconds = this.buffer?.duration ?? 0
    const said = sayingNow()
    const name = names.get(this.buffer) ?? "made"
    const clip = { name, said, at, until: at + seconds, stopped: null, wall: Date.now() / 1000 }
    ear.heard.push(clip)
    clips.set(this, clip)
    return start.call(this, when, ...more)
  }

  const stop = AudioScheduledSourceNode.prototype.stop
  AudioScheduledSourceNode.prototype.stop = function (when = 0) {
    const clip = clips.get(this)
    const at = Math.max(when, this.context.currentTime)
    if (clip && at < clip.until) clip.stopped = at
    return stop.call(this, when)
  }

  function sayingNow() {
    return document.documentElement.dataset.rung?.split(" ").at(-1) ?? null
  }

  function look(changes) {
    for (const { attributeName } of changes) {
      if (attributeName === "data-seq") ear.seqs.push(Number(document.documentElement.dataset.seq))
    }
    for (const shown of document.querySelectorAll("[data-testid=call-number], .recent-number")) {
      const number = shown.textContent.replace(/[\u2066-\u2069\s]/g, "")
      if (!ear.numbers.includes(number)) ear.numbers.push(number)
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const watched = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["data-seq"] }
    new MutationObserver(look).observe(document.documentElement, watched)
  })
})()
