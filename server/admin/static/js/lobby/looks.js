// The form of a display's look: its values, and the body that they make. No DOM here.
import { LIMITS, numberIn } from "./numbers.js"

// The part of the hall that has no name of its own (docs/display.md).
export const WHOLE_HALL = "hall"

export function startLook({ look }) {
  const [first, second = ""] = look.languages
  return {
    layout: look.layout, first, second, inches: String(look.inches), metres: String(look.viewing_metres),
    services: look.service_ids, counter: String(look.counter_id ?? ""), zone: look.zone === WHOLE_HALL ? "" : look.zone, speaks: look.speaks,
  }
}

/** Return {body}, or {problem: field} when something is missing or cannot be read. */
export function lookBody(values) {
  const inches = numberIn(values.inches, LIMITS.inches)
  const viewing_metres = numberIn(values.metres, LIMITS.metres)
  const problem = problemOf(values, inches, viewing_metres)
  return problem ? { problem } : { body: bodyOf(values, { inches, viewing_metres }) }
}

function problemOf({ layout, services, counter }, inches, metres) {
  if (layout === "service" && services.length === 0) return "services"
  if (layout === "counter" && !counter) return "counter"
  if (inches === null) return "inches"
  return metres === null ? "metres" : null
}

function bodyOf({ layout, first, second, services, counter, zone, speaks }, sizes) {
  const isSign = layout === "counter"
  return {
    layout, languages: languagesOf(first, second), ...sizes, zone: zone.trim() || WHOLE_HALL, speaks,
    service_ids: isSign ? [] : services, counter_id: isSign ? Number(counter) : null,
  }
}

/** The same one chosen twice is one. */
export function languagesOf(first, second) {
  return [...new Set([first, second].filter(Boolean))]
}
