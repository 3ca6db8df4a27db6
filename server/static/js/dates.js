/**
 * Times as the visitors of one hall read them.
 *
 * Calendar and names come from the language, as on the server: browsers know no South Azerbaijani, and not all of them
 * the same Kurdish. `Intl` only counts the days. The zone is the branch's; a moment is a Date, milliseconds or an ISO text.
 */
export function makeDates({ words, timeZone }) {
  const { t, digits, spoken } = words
  const day = makeFormat(CALENDARS[spoken.calendar] ?? "gregory", timeZone, DAY_FIELDS)
  const time = makeFormat("gregory", timeZone, TIME_FIELDS)

  const clock = (moment) => {
    const { hour, minute } = parts(time, moment)
    return digits(`${hour}:${minute}`)
  }
  const weekday = (moment) => spoken.weekdays[weekdayNumber(dayNumber(moment, timeZone))]
  const date = (moment) => {
    const { day: number, month, year } = parts(day, moment)
    const named = { weekday: weekday(moment), month: spoken.months[month - 1] }
    return digits(filled(spoken.date, { ...named, day: Number(number), year }))
  }

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

const CALENDARS = { jalali: "persian", gregorian: "gregory" }
const DAY_FIELDS = { day: "numeric", month: "numeric", year: "numeric" }
const TIME_FIELDS = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
const DAY_MILLISECONDS = 86_400_000
const RANGE_TEXTS = { under: "shared.range_short", about: "shared.range_about", range: "shared.range" }

function makeFormat(calendar, timeZone, fields) {
  return new Intl.DateTimeFormat("en-GB-u-nu-latn", { ...fields, calendar, timeZone })
}

function parts(format, moment) {
  return Object.fromEntries(format.formatToParts(new Date(moment)).map((part) => [part.type, part.value]))
}

function filled(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name])
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

/** Days since 1 January 1970, a Thursday, by the hall's midnight. */
function dayNumber(moment, timeZone) {
  const { year, month, day } = parts(makeFormat("gregory", timeZone, DAY_FIELDS), moment)
  return Date.UTC(year, month - 1, day) / DAY_MILLISECONDS
}

/** From Monday on, as the language lists them. */
function weekdayNumber(day) {
  return (((day + 3) % 7) + 7) % 7
}
