/**
 * The sounds that need no recording, as samples: the chime before an announcement, and the tone that stands for a clip
 * which is missing (docs/display.md, B7).
 */
// A minor third downward, as a door bell; the partials and their fading are those of a struck tube.
const CHIME = [{ hertz: 659.26, at: 0 }, { hertz: 523.25, at: 0.55 }]
const TONE = [{ hertz: 523.25, at: 0 }]
const PARTIALS = [
  { times: 1, loudness: 1, seconds: 1.5 },
  { times: 2, loudness: 0.28, seconds: 0.9 },
  { times: 2.76, loudness: 0.12, seconds: 0.45 },
]
const ATTACK_SECONDS = 0.012
export const CHIME_SECONDS = 2.05
export const TONE_SECONDS = 0.35
const FADE_SECONDS = 0.02
const LOUDNESS = 0.4
const SILENT = 0.0001

export function chimeSamples(rate) {
  return strike(CHIME, CHIME_SECONDS, rate)
}

export function toneSamples(rate) {
  return strike(TONE, TONE_SECONDS, rate)
}

function strike(notes, seconds, rate) {
  const samples = new Float32Array(Math.round(seconds * rate))
  for (const note of notes) {
    for (const partial of PARTIALS) addPartial(samples, rate, note, partial)
  }
  fadeOut(samples, Math.round(FADE_SECONDS * rate))
  return samples
}

function addPartial(samples, rate, { hertz, at }, { times, loudness, seconds }) {
  const first = Math.round(at * rate)
  const last = Math.min(samples.length, first + Math.round(seconds * rate))
  for (let place = first; place < last; place += 1) {
    const second = (place - first) / rate
    samples[place] += envelope(second, LOUDNESS * loudness, seconds) * Math.sin(2 * Math.PI * hertz * times * second)
  }
}

/** Up and down again, each in equal ratios, as the ear hears loudness. */
function envelope(second, top, seconds) {
  const rising = second < ATTACK_SECONDS
  const way = rising ? second / ATTACK_SECONDS : 1 - (second - ATTACK_SECONDS) / (seconds - ATTACK_SECONDS)
  return SILENT * (top / SILENT) ** way
}

function fadeOut(samples, length) {
  const first = samples.length - length
  for (let place = first; place < samples.length; place += 1) samples[place] *= (samples.length - place) / length
}
