// The soft sound of a call for help: two low notes, once for each.
import { keepMuted, keptMuted } from "../kept.js"

const NOTES = [{ hertz: 392, at: 0 }, { hertz: 523.25, at: 0.28 }]
const LOUDNESS = 0.16
const ATTACK_SECONDS = 0.04
const FADING_SECONDS = 1.1
const SILENT = 0.0001
const TOUCHES = ["pointerdown", "keydown"]

/** ring(): once; state(): "on", "muted", or "waiting" while the browser wants a touch first; toggle(): the button. */
export function makeBell() {
  let context = null
  let muted = keptMuted()
  let rung = 0
  for (const touch of TOUCHES) window.addEventListener(touch, wake, { capture: true })

  function wake() {
    context ??= new AudioContext()
    if (context.state !== "running") context.resume().catch(() => {})
  }

  function state() {
    if (muted) return "muted"
    return context?.state === "running" ? "on" : "waiting"
  }

  return {
    state,
    ring() {
      if (state() !== "on") return
      for (const note of NOTES) strike(context, note)
      document.documentElement.dataset.rung = rung += 1
    },
    toggle() {
      muted = !muted
      keepMuted(muted)
    },
  }
}

function strike(context, { hertz, at }) {
  const start = context.currentTime + at
  const tone = new OscillatorNode(context, { frequency: hertz })
  const gain = new GainNode(context, { gain: SILENT })
  gain.gain.setValueAtTime(SILENT, start)
  gain.gain.exponentialRampToValueAtTime(LOUDNESS, start + ATTACK_SECONDS)
  gain.gain.exponentialRampToValueAtTime(SILENT, start + FADING_SECONDS)
  tone.connect(gain).connect(context.destination)
  tone.start(start)
  tone.stop(start + FADING_SECONDS)
}
