// When a visitor may be asked to come again: the days on which the service is given, in half hours. No DOM here.

const STEP_MILLISECONDS = 30 * 60 * 1000
/** As many as there are digits to choose by. */
const DAYS_SHOWN = 9

/** days: as the server has them; return those with a time to come: {day, times: [ISO]}. now: ms. */
export function daysToCome(days, now) {
  const open = days.map(({ day, open_spans: spans }) => ({ day, times: spans.flatMap(halfHours).filter((at) => Date.parse(at) > now) }))
  return open.filter(({ times }) => times.length > 0)
}

/** Return the days in portions, the nearest first. */
export function portionsOf(days) {
  const count = Math.ceil(days.length / DAYS_SHOWN)
  return Array.from({ length: count }, (_, at) => days.slice(at * DAYS_SHOWN, (at + 1) * DAYS_SHOWN))
}

/** Return the days that are offered. values: of the sheet. */
export function offeredDays(days, { from }) {
  return portionsOf(days)[Number(from || 0)] ?? []
}

export function timesOf(days, day) {
  return days.find((one) => one.day === day)?.times ?? []
}

/** A visit that would begin when the hall closes is none. */
function halfHours([from, to]) {
  const [first, end] = [from, to].map(Date.parse)
  const count = Math.ceil((end - first) / STEP_MILLISECONDS)
  return Array.from({ length: count }, (_, at) => new Date(first + at * STEP_MILLISECONDS).toISOString())
}
