/** Which medium is on, by the hall's own clock and the order of its media. Pure. */

const LONGEST_SECONDS = 900

/**
 * Returns {id, since}: of the medium that is on; null: none is due. playing: the one before, with `ended` when it came to its
 * end by itself. failed: ids of those that could not be loaded.
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
  const local = localTime(now, timeZone)
  return media.filter((one) => isDue(one, local) && !failed.includes(one.id))
}

/** A video without a length of its own plays to its end, which a broken one never comes to. */
function isOver({ seconds }, { since, ended = false }, now) {
  return ended || now < since || now - since >= (seconds ?? LONGEST_SECONDS) * 1000
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
  return isDay && (!one.weekdays?.length || one.weekdays.includes(weekday)) && isWithin(one.from, one.until, time)
}

/** Times that end before they begin go over midnight. */
function isWithin(from, until, time) {
  const [begun, over] = [!from || from <= time, Boolean(until) && until <= time]
  return from && until && until <= from ? begun || !over : begun && !over
}

/** {day: "2026-11-23", weekday: 0 (Monday), time: "10:23"}, as texts that sort. */
function localTime(moment, timeZone) {
  const fields = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
  const format = new Intl.DateTimeFormat("en-GB", { ...fields, timeZone, calendar: "gregory", numberingSystem: "latn" })
  const part = Object.fromEntries(format.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]))
  const day = `${part.year}-${part.month}-${part.day}`
  return { day, weekday: (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7, time: `${part.hour}:${part.minute}` }
}
