// A day's report (REPORT in docs/api.md) as parts of a table to draw. No DOM here.

const PARTS = ["services", "counters", "classes"]
const COUNTS = ["tickets", "served", "no_shows", "cancelled", "expired", "suspect"]
const TIMES = [["wait", "mean"], ["wait", "p90"], ["service", "mean"]]

/** The columns, in the order of a visitor's way; their words are `admin.day.<name>`. */
export const COLUMNS = [...COUNTS, ...TIMES.map(([time, figure]) => `${time}_${figure}`)]

/** Return the parts of the report, each with its rows; the first is the whole hall. */
export function partsOf(report) {
  const whole = { name: "all", rows: [rowOf(report.total)] }
  return [whole, ...PARTS.map((name) => ({ name, rows: report[name].map(rowOf) }))]
}

/** A time without any visitor is null: there is nothing to tell. */
function rowOf(row) {
  const counts = COUNTS.map((name) => ({ name, kind: "count", value: row[name] }))
  const times = TIMES.map(([time, figure]) => ({
    name: `${time}_${figure}`, kind: "duration", value: row[time]?.[figure] ?? null,
  }))
  return { code: row.code, names: row.names, figures: [...counts, ...times] }
}

/** Return where the same rows can be had as a file. */
export function filePath(hallId, day) {
  return `/api/v1/reports/day.csv?branch_id=${hallId}&day=${day}`
}
