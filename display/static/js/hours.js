/** A hall's own clock, and stretches of its day. Pure. */

const FIELDS = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
const CLOCKS = new Map()

/** Returns {day: "2026-11-23", weekday: 0 (Monday), time: "10:23"}, as texts that sort. */
export function hallClock(moment, timeZone) {
  const part = Object.fromEntries(clockIn(timeZone).formatToParts(new Date(moment)).map(({ type, value }) => [type, value]))
  const day = `${part.year}-${part.month}-${part.day}`
  return { day, weekday: (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7, time: `${part.hour}:${part.minute}` }
}

/** Whether a time of day lies between two, of which either may be open; over midnight where the end is not after the begin. */
export function isWithin({ from, until }, time) {
  const [begun, over] = [!from || from <= time, Boolean(until) && until <= time]
  return from && until && until <= from ? begun || !over : begun && !over
}

/** One costs more to make than all that is asked of it. */
function clockIn(timeZone) {
  if (!CLOCKS.has(timeZone)) {
    CLOCKS.set(timeZone, new Intl.DateTimeFormat("en-GB", { ...FIELDS, timeZone, calendar: "gregory", numberingSystem: "latn" }))
  }
  return CLOCKS.get(timeZone)
}
