/** What a board knows, and what follows from it. Pure. */
import { mediumOn } from "./media.js"
import { isLegible, sizesFor } from "./sizes.js"
import { volumeAt } from "./volume.js"

const LONG_AGO_SECONDS = 86_400

/** kept: {picture, at}, of before the page was loaded. stale, pushless: as watch() tells them. playing: of mediumOn(). */
export function startState(kept) {
  return { picture: null, kept, stale: null, pushless: false, eyes: null, speaking: null, identifyUntil: 0, playing: null, failed: [] }
}

export function branchOf({ picture, kept }) {
  return (picture ?? kept?.picture)?.branch ?? null
}

/** The languages of a board: asked is one for trying out; without a plan the hall's first one stands. */
export function languagesOf(state, look, { asked, first }) {
  if (asked) return [first]
  return look.languages.length ? look.languages : (branchOf(state)?.languages.slice(0, 1) ?? [first])
}

/** A hall that was never set up for sound speaks its first language. */
export function soundOf(state, sound, first) {
  if (sound.languages.length) return sound
  return { ...sound, languages: branchOf(state)?.languages.slice(0, 1) ?? [first] }
}

/** How loud the hall is now; before the first picture its clock is not known, and nothing sounds. */
export function volumeOf({ picture }, sound, now) {
  return picture ? volumeAt(sound, now, picture.branch.time_zone) : 0
}

/** With the medium that is on now. */
export function played(state, { look, media }, now) {
  if (look.layout !== "media" || !state.picture) return state
  const playing = mediumOn(state.playing, media, now, { timeZone: state.picture.branch.time_zone, failed: state.failed })
  return { ...state, playing }
}

/** change: what the player found out of a medium, if that one is still on. */
export function withMedium(state, id, change) {
  return state.playing?.id === id ? { ...state, playing: { ...state.playing, ...change } } : state
}

export function withFailed(state, id) {
  return { ...state, failed: [...state.failed, id] }
}

export function sizesOf(look, { width, height }) {
  return sizesFor({ width, height, inches: look.inches, metres: look.viewing_metres })
}

/** What the watchdog goes by. */
export function seenOf({ picture, speaking, stale }, now) {
  const [newest] = picture?.calls ?? []
  const secondsSinceCall = newest ? (now - Date.parse(newest.called_at)) / 1000 : LONG_AGO_SECONDS
  return { speaking: speaking !== null, secondsSinceCall, fresh: picture !== null && stale === null }
}

/** What is told of this board (POST /displays/me/statuses); age: of the picture, in seconds. */
export function statusOf({ picture, pushless }, { look, screen, audio, age, drawn }) {
  const { width, height } = screen
  const legible = isLegible(sizesOf(look, screen), drawn)
  return { lag_seconds: age === null ? null : Math.round(age), seq: picture && picture.seq, pushless, audio, width, height, legible }
}
