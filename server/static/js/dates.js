/**
 * Times as the visitors of one hall read them.
 *
 * The calendar comes from the catalogue (`shared.locale`, "fa-IR-u-ca-persian" in fa), the zone from the branch.
 * A moment is a Date, milliseconds or an ISO 8601 text.
 */
export function makeDates({ words, timeZone }) {
  const { t, digits } = words
  const day = makeFormat(t("shared.locale"), timeZone, DAY_FIELDS)
  const time = makeFormat("en-GB", timeZone, TIME_FIELDS)

  const clock = (moment) => {
    const { hour, minute } = parts(time, moment)
    return digits(`${hour}:${minute}`)
  }
  const date = (moment) => t("shared.date", localised(parts(day, moment), digits))
  const weekday = (moment) => parts(day, moment).weekday

  return {
    clock,
    date,
    weekday,
    duration: (seconds) => durationText(t, seconds),
    timer: (seconds) => digits(timerText(seconds)),
    range: (estimate) => rangeText(t, estimate),
    opening: (moment, now) => openingText({ t, clock, date, weekday, timeZone }, moment, now),
  }
}

const DAY_FIELDS = { weekday: "long", day: "numeric", month: "long", year: "numeric" }
const TIME_FIELDS = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
const DAY_MILLISECONDS = 86_400_000
const RANGE_TEXTS = { under: "shared.range_short", about: "shared.range_about", range: "shared.range" }

function makeFormat(locale, timeZone, fields) {
  const extended = locale.includes("-u-") ? `${locale}-nu-latn` : `${locale}-u-nu-latn`
  return new Intl.DateTimeFormat(extended, { ...fields, timeZone })
}

function parts(format, moment) {
  return Object.fromEntries(format.formatToParts(new Date(moment)).map((part) => [part.type, part.value]))
}

function localised(fields, digits) {
  return { ...fields, day: digits(fields.day), year: digits(fields.year) }
}

function timerText(seconds) {
  const whole = Math.max(0, Math.floor(seconds))
  const pad = (number) => String(number).padStart(2, "0")
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  return hours ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`
}

function durationText(t, seconds) {
  const whole = Math.max(0, Math.floor(seconds))
  const minutes = Math.floor(whole / 60)
  if (minutes === 0) return t("shared.seconds", { count: whole })
  if (minutes < 60) return t("shared.minutes", { count: minutes })
  const hours = t("shared.hours", { count: Math.floor(minutes / 60) })
  const rest = minutes % 60
  return rest ? t("shared.hours_and_minutes", { hours, minutes: t("shared.minutes", { count: rest }) }) : hours
}

/** A wait as the server wants it told; null means that no open counter serves the line. */
function rangeText(t, estimate) {
  if (!estimate) return t("shared.range_unknown")
  const { kind, low_minutes: low, high_minutes: high } = estimate
  return t(RANGE_TEXTS[kind], { low, high, count: high })
}

/** "at 13:00", "tomorrow at 07:30", "Saturday at 07:30", or the whole date when it is more than six days away. */
function openingText({ t, clock, date, weekday, timeZone }, moment, now) {
  const days = dayNumber(moment, timeZone) - dayNumber(now, timeZone)
  const time = clock(moment)
  if (days <= 0) return t("shared.opens_today", { time })
  if (days === 1) return t("shared.opens_tomorrow", { time })
  return t("shared.opens_on", { day: days < 7 ? weekday(moment) : date(moment), time })
}

function dayNumber(moment, timeZone) {
  const fields = { year: "numeric", month: "numeric", day: "numeric", timeZone }
  const { year, month, day } = parts(new Intl.DateTimeFormat("en-GB", fields), moment)
  return Date.UTC(year, month - 1, day) / DAY_MILLISECONDS
}
