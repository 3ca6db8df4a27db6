/** Which medium is on, by the hall's own clock and the order of its media. Pure. */
import { hallClock, isWithin } from "./hours.js"

const LONGEST_SECONDS = 900
const COUNTED_SECONDS = 2
const LOADING_SECONDS = 20

/**
 * Returns {id, since}: of the medium that is on; null: none is due. playing: the one before, with `length`, the seconds of a
 * video that has begun, and `ended` when it came to its end by itself. failed: ids of those that could not be loaded.
 */
export function mediumOn(playing, media, now, { timeZone, failed = [] }) {
  const due = dueAt(media, now, timeZone, failed)
  const current = due.find((one) => one.id === playing?.id)
  if (current && !isOver(current, playing, now)) return playing
  const next = after(playing, media, due)
  return next ? { id: next.id, since: now } : null
}

/** What comes after it, to be fetched meanwhile; null when it is alone. */
export function mediumAfter(playing, media, now, { timeZone, failed = [] }) {
  const next = after(playing, media, dueAt(media, now, timeZone, failed))
  return next && next.id !== playing.id ? next : null
}

function dueAt(media, now, timeZone, failed) {
  const local = hallClock(now, timeZone)
  return media.filter((one) => isDue(one, local) && !failed.includes(one.id))
}

/** What has its seconds, or came to its end. */
function isOver(medium, { since, length, ended = false }, now) {
  return ended || now < since || now - since >= lasts(medium, length) * 1000
}

/** A video plays to its end, which a broken one never comes to, unless a wish cuts it or makes it longer. */
function lasts(medium, length) {
  if (medium.kind !== "video") return medium.seconds
  if (length === undefined) return Math.max(medium.seconds ?? 0, LOADING_SECONDS)
  return (isLooped(medium, length) || isCut(medium, length) ? medium.seconds : null) ?? LONGEST_SECONDS
}

/**
 * Whether a video begins again until its seconds are over: only where somebody wished for more than it has.
 *
 * length: what its file is found to last, undefined before, Infinity where it does not tell. The server's own count is told in whole seconds, rounded up.
 */
export function isLooped({ seconds }, length) {
  return seconds !== null && seconds > length + COUNTED_SECONDS
}

function isCut({ seconds }, length) {
  return seconds !== null && seconds < length - COUNTED_SECONDS
}

function after(playing, media, due) {
  const order = inOrder(media)
  const at = order.findIndex((one) => one.id === playing?.id)
  return [...order.slice(at + 1), ...order.slice(0, at + 1)].find((one) => due.includes(one))
}

function inOrder(media) {
  return [...media].sort((one, other) => one.place - other.place || one.id - other.id)
}

function isDue(one, { day, weekday, time }) {
  const isDay = (!one.first_day || one.first_day <= day) && (!one.last_day || day <= one.last_day)
  return isDay && (!one.weekdays?.length || one.weekdays.includes(weekday)) && isWithin(one, time)
}
