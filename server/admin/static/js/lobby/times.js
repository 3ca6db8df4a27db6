// Days and times of a hall: as its calendar counts them, as somebody types them, as the server keeps them. No DOM here.
import { asciiDigits } from "#shared/words.js"

const CALENDARS = { jalali: "persian", gregorian: "gregory" }
const DAY_FIELDS = { day: "numeric", month: "numeric", year: "numeric" }
const TIME_FIELDS = { ...DAY_FIELDS, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }
const DAY_MILLISECONDS = 86_400_000
const LONGEST_MONTH = 31
const TYPED_TIME = /^(\d{1,2})(?::(\d{2}))?$/

/** Return "09:05" of a time of day typed in any digits, "" when nothing was typed, null when it is no time. */
export function timeOf(text) {
  const typed = asciiDigits(text).trim()
  if (!typed) return ""
  const [, hour, minute = "00"] = TYPED_TIME.exec(typed) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null
  return `${hour.padStart(2, "0")}:${minute}`
}

/** Return {year, month, day} of an ISO day in the calendar of a language. */
export function calendarDay(iso, calendar) {
  return numbersIn(formatOf(calendar, "UTC", DAY_FIELDS), Date.parse(`${iso}T00:00:00Z`))
}

/** Return the ISO day of {year, month, day}, or null where the calendar has no such day. */
export function isoDay(wanted, calendar) {
  const guess = guessOf(wanted, calendar)
  const found = [0, -1, 1, -2, 2].map((away) => dayText(guess + away * DAY_MILLISECONDS))
    .find((iso) => sameDay(calendarDay(iso, calendar), wanted))
  return found ?? null
}

function sameDay(one, other) {
  return one.year === other.year && one.month === other.month && one.day === other.day
}

/** A Jalali year begins about 21 March; its first months have 31 days, the others 30. */
function guessOf({ year, month, day }, calendar) {
  if (calendar !== "jalali") return Date.UTC(year, month - 1, day)
  const days = (month - 1) * 30 + Math.min(month - 1, 6) + day - 1
  return Date.UTC(year + 621, 2, 21) + days * DAY_MILLISECONDS
}

function dayText(moment) {
  return new Date(moment).toISOString().slice(0, 10)
}

/** Return the day in the month nearest to the wanted one: there is no 31 Mehr. */
export function nearestDay({ year, month, day }, calendar) {
  for (let number = Math.min(day, LONGEST_MONTH); number > 1; number -= 1) {
    const iso = isoDay({ year, month, day: number }, calendar)
    if (iso) return iso
  }
  return isoDay({ year, month, day: 1 }, calendar)
}

/** Return {day: ISO, time: "HH:MM"} of a moment (ms or ISO text), by the hall's clock. */
export function localOf(moment, timeZone) {
  const { year, month, day, hour, minute } = numbersIn(formatOf("gregorian", timeZone, TIME_FIELDS), new Date(moment).getTime())
  return { day: dayText(Date.UTC(year, month - 1, day)), time: `${padded(hour)}:${padded(minute)}` }
}

/** Return the moment, as ISO text, at which the hall's clock shows a day and a time. */
export function momentOf({ day, time }, timeZone) {
  const wall = Date.parse(`${day}T${time}:00Z`)
  const first = wall - offsetAt(wall, timeZone)
  return new Date(wall - offsetAt(first, timeZone)).toISOString()
}

function offsetAt(moment, timeZone) {
  const { year, month, day, hour, minute, second } = numbersIn(formatOf("gregorian", timeZone, TIME_FIELDS), moment)
  return Date.UTC(year, month - 1, day, hour, minute, second) - moment
}

function formatOf(calendar, timeZone, fields) {
  return new Intl.DateTimeFormat("en-GB-u-nu-latn", { ...fields, calendar: CALENDARS[calendar] ?? "gregory", timeZone })
}

/** Some writings of a year carry an era and its unit after the number. */
function numbersIn(format, moment) {
  const parts = format.formatToParts(moment).map(({ type, value }) => [type, parseInt(value, 10)])
  return Object.fromEntries(parts.filter(([, number]) => !Number.isNaN(number)))
}

function padded(number) {
  return String(number).padStart(2, "0")
}
