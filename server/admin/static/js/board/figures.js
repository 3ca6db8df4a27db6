// The figures of today, in the order of a visitor's way. No DOM here.

const FIGURES = [
  ["waiting", "count", "waiting"],
  ["issued", "count", "issued"],
  ["served", "count", "served"],
  ["no_shows", "count", "no_shows"],
  ["cancelled", "count", "cancelled"],
  ["mean_wait", "duration", "mean_wait_seconds"],
  ["mean_service", "duration", "mean_service_seconds"],
  ["within_target", "share", "within_target"],
]

/** Return {name, kind, value} each; value is null when there is nothing to tell yet. */
export function figuresOf({ today }) {
  return FIGURES.map(([name, kind, field]) => ({ name, kind, value: today[field] ?? null }))
}
