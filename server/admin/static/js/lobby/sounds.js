// The form of the hall's sound: its values, and the body that they make. No DOM here.
import { languagesOf } from "./looks.js"
import { timeOf } from "./times.js"

export const TIMES = [1, 2, 3]

export function startSound(sound) {
  const [first, second = ""] = sound.languages
  return { first, second, times: sound.times, chime: sound.chime, volume: sound.volume, hours: sound.hours.map((one) => ({ ...one })) }
}

/** Return {body}, or {problem: "hours", row} for the first row that is no stretch of a day. */
export function soundBody({ first, second, times, chime, volume, hours }) {
  const read = hours.map((row) => ({ ...row, from: timeOf(row.from), until: timeOf(row.until) }))
  const row = read.findIndex(({ from, until }) => !from || !until || from === until)
  if (row >= 0) return { problem: "hours", row }
  return { body: { languages: languagesOf(first, second), times, chime, volume, hours: read } }
}

export function withHour(hours) {
  return [...hours, { from: "", until: "", volume: 0 }]
}

export function hourChanged(hours, at, change) {
  return hours.map((row, place) => (place === at ? { ...row, ...change } : row))
}

export function withoutHour(hours, at) {
  return hours.filter((_, place) => place !== at)
}
