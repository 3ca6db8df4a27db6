// The sentences of the board's rows, from plain rows and the words of a language. No DOM here.
import { isolate } from "../sentences.js"

/** Return what a counter is at, in a word or two. */
export function stageText(row, words) {
  const reason = row.pauseReason ? isolate(words.name(row.pauseReason)) : words.t("admin.counter.no_reason")
  return words.t(`admin.stage.${row.stage}`, { reason })
}

/** Return since when, and whom it leaves waiting; null where the ticket in hand tells the time. */
export function stageDetail(row, words, dates) {
  if (row.ticket) return null
  if (row.stage === "idle") return words.t("admin.stage.idle.more", { count: row.couldServe, time: dates.duration(row.idleSeconds) })
  if (row.sinceSeconds === null) return null
  const key = row.stage === "free" ? "admin.stage.free.more" : "admin.stage.since"
  return words.t(key, { time: dates.duration(row.sinceSeconds) })
}

/** Return how long a ticket should take, and null where nothing is expected. */
export function expectedText(ticket, words, dates) {
  if (ticket?.expectedSeconds == null) return null
  const expected = dates.duration(ticket.expectedSeconds)
  return words.t(ticket.over ? "admin.counter.over" : "admin.counter.expected", { expected })
}

/** Return why no tickets of a line are given, or null while they are. */
export function issuingText({ issuing, closure }, words) {
  if (closure) return words.t("admin.issuing.closed_why", { reason: isolate(closure.reason) })
  if (issuing.open) return null
  const key = `admin.issuing.${issuing.why}`
  return words.t(words.has(key) ? key : "admin.issuing.closed")
}

/** Return when a counter gives a service: always, or only after its first row. */
export function offerText({ tier, afterMinutes }, words) {
  if (tier === 0) return words.t("admin.offer.first")
  if (afterMinutes === null || afterMinutes === undefined) return words.t("admin.offer.later", { rank: tier + 1 })
  return words.t("admin.offer.later_or_after", { rank: tier + 1, minutes: afterMinutes })
}

export function figureText({ kind, value }, words, dates) {
  if (value === null) return words.t("admin.figure.none")
  if (kind === "duration") return dates.duration(value)
  return kind === "share" ? words.t("admin.figure.percent", { percent: Math.round(value * 100) }) : words.digits(value)
}

/** Return what hangs on a person in a line besides the wait, one phrase each. */
export function markTexts(person, words, dates) {
  const marks = [
    person.priority && words.name(person.priority),
    person.isFirst && words.t("admin.person.first"),
    person.forCounter && words.t("admin.person.for_counter", { counter: person.forCounter }),
    person.restingUntil && words.t("admin.person.resting", { time: dates.clock(person.restingUntil) }),
  ]
  return marks.filter(Boolean)
}
