// The visitor in front of the clerk: the running timer and the reason of the call; no DOM here.
import { secondsBetween } from "./lines.js"

const ROUNDING_SECONDS = 1

/**
 * Return how long a ticket was served before its present spell, when it was held in between. now: ms, when the ticket
 * was heard of. What is known of the same spell stays, so that a running timer never jumps.
 */
export function spellsOf(known, ticket, now) {
  if (ticket?.state !== "serving") return null
  const spell = `${ticket.id} ${ticket.begun_at}`
  if (known?.spell === spell) return known
  const before = ticket.service_seconds - secondsBetween(ticket.begun_at, now)
  return { spell, before: before > ROUNDING_SECONDS ? before : 0 }
}

/** Return the running time of this moment; only a service that has begun has a length to expect. */
export function timerOf(ticket, service, spells, now) {
  const serving = ticket.state === "serving"
  const running = secondsBetween((serving ? ticket.begun_at : ticket.called_at) ?? ticket.called_at, now)
  const seconds = running + (serving ? spells?.before ?? 0 : 0)
  const expected = serving && service?.expected_minutes ? service.expected_minutes * 60 : null
  return {
    seconds,
    expectedSeconds: expected,
    share: expected ? Math.min(1, seconds / expected) : 0,
    over: expected !== null && seconds > expected,
  }
}
