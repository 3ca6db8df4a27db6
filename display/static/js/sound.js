/** The loudspeaker: one AudioContext, one queue, each announcement to its end before the next. */

const PAUSE_SECONDS = 0.5
const REMEMBERED = 20
// A minor third downward, as a door bell; the partials and their fading are those of a struck tube.
const NOTES = [{ hertz: 659.26, at: 0 }, { hertz: 523.25, at: 0.55 }]
const PARTIALS = [
  { times: 1, loudness: 1, seconds: 1.5 },
  { times: 2, loudness: 0.28, seconds: 0.9 },
  { times: 2.76, loudness: 0.12, seconds: 0.45 },
]
const ATTACK_SECONDS = 0.012
const CHIME_SECONDS = 2.05
const LOUDNESS = 0.4
const SILENT = 0.0001

/**
 * say(call): put it in the queue; isOff(): whether the browser waits for a touch; wake(): that touch.
 *
 * isTimely(call): asked again when its turn comes, so that a queue held up by a silent browser is not poured out later.
 */
export function makeSound({ isTimely, onChange }) {
  const context = new AudioContext()
  const queue = []
  let speaking = false
  context.addEventListener("statechange", () => (onChange(), next()))

  async function next() {
    if (speaking || context.state !== "running") return
    const call = takeTimely(queue, isTimely)
    if (!call) return
    speaking = true
    remember(call.seq)
    await chime(context)
    speaking = false
    next()
  }

  return {
    say: (call) => (queue.push(call), next()),
    isOff: () => context.state !== "running",
    wake: () => context.resume().catch(() => {}),
  }
}

function takeTimely(queue, isTimely) {
  while (queue.length) {
    const call = queue.shift()
    if (isTimely(call)) return call
  }
  return undefined
}

/** What was sounded stands on the page, for tests and for whoever looks into a silent board. */
function remember(seq) {
  const { dataset } = document.documentElement
  dataset.rung = [...(dataset.rung?.split(" ") ?? []), seq].slice(-REMEMBERED).join(" ")
}

async function chime(context) {
  for (const { hertz, at } of NOTES) {
    for (const partial of PARTIALS) strike(context, hertz, context.currentTime + at, partial)
  }
  await new Promise((resolve) => setTimeout(resolve, (CHIME_SECONDS + PAUSE_SECONDS) * 1000))
}

function strike(context, hertz, start, { times, loudness, seconds }) {
  const [tone, gain] = [context.createOscillator(), context.createGain()]
  tone.frequency.value = hertz * times
  gain.gain.setValueAtTime(SILENT, start)
  gain.gain.exponentialRampToValueAtTime(LOUDNESS * loudness, start + ATTACK_SECONDS)
  gain.gain.exponentialRampToValueAtTime(SILENT, start + seconds)
  tone.connect(gain).connect(context.destination)
  tone.start(start)
  tone.stop(start + seconds)
}
