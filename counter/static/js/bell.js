// Tells an idle desk that somebody waits: a soft tone, and the browser's own notice when it is allowed.
import { keepBell, keptBell } from "./kept.js"

const NOTES = [{ hertz: 523.25, at: 0 }, { hertz: 659.25, at: 0.18 }]
const LOUDNESS = 0.12
const ATTACK_SECONDS = 0.03
const FADING_SECONDS = 0.7
const SILENT = 0.0001
const TOUCHES = ["pointerdown", "keydown"]

/** onChange(): draw again. state(): "off", "on", or "waiting" while the browser wants a touch before it sounds. */
export function makeBell({ onChange }) {
  let context = null
  let on = keptBell()
  let rung = 0
  for (const touch of TOUCHES) window.addEventListener(touch, wake, { capture: true })

  async function wake() {
    if (!on || context?.state === "running") return
    context ??= new AudioContext()
    await context.resume().catch(() => {})
    onChange()
  }

  function state() {
    if (!on) return "off"
    return context?.state === "running" ? "on" : "waiting"
  }

  /** title, text: what the browser's notice says. */
  function ring({ title, text }) {
    if (!on) return
    if (state() === "on") for (const note of NOTES) strike(context, note)
    if (mayNotify() && document.hidden) new Notification(title, { body: text, tag: "nobat" })
    document.documentElement.dataset.rung = rung += 1
  }

  /** Only here, at the clerk's own touch of the switch, may the browser ask whether it may notify. */
  async function toggle() {
    on = !on
    keepBell(on)
    onChange()
    await wake()
    if (on && globalThis.Notification?.permission === "default") await Notification.requestPermission().catch(() => {})
    onChange()
  }

  return { state, ring, toggle }
}

function mayNotify() {
  return globalThis.Notification?.permission === "granted"
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
