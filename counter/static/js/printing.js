// A paper that this desk has asked for: whose it is, and whether the printer could not print it. No DOM here.
import { peopleOf } from "./find.js"

const PAPER_ACTS = ["reprint", "follow_up"]
/** Troubles that a clerk can put right at the printer have words of their own. */
const NAMED_REASONS = ["paper_out", "cover_open", "offline"]

export function asksPaper(act) {
  return PAPER_ACTS.includes(act)
}

/** Return {id, number} of a ticket that may still be called or come back: only these are printed again. */
export function printableOf(desk, id) {
  const found = desk.ticket?.id === id ? desk.ticket : peopleOf(desk, "").find((row) => row.id === id)
  return found ? { id, number: found.number } : null
}

/** Return why nothing can be printed for a ticket: none was meant, or it is over; null when it can. */
export function lackOf(desk, id) {
  if (id === null) return "whose_paper"
  return printableOf(desk, id) ? null : "no_paper_any_more"
}

/** Return the code of what went wrong with a paper, or null when an event is not about it. */
export function failureOf(paper, { kind, ticket_id: id, state, reason }) {
  if (!paper || kind !== "print_failed" || id !== paper.id) return null
  if (state === "unknown") return "print_failed.unsure"
  return `print_failed.${NAMED_REASONS.includes(reason) ? reason : "other"}`
}
