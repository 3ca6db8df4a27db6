// Why a visitor was called, from the reason that the log keeps (docs/rules.md, Q1-Q10). No DOM here.

const ORDINARY_RATE = 1
const NAMED_AT_MOST = 2
const RULES = {
  highest_score: (reason) => (reason.rate === ORDINARY_RATE ? "turn" : "priority"),
  hard_cap: () => "hard_cap",
  put_first: () => "put_first",
  out_of_turn: () => "out_of_turn",
  without_ticket: (reason) => (reason.words ? "without_ticket" : "alone"),
}
/** An ordinary turn names who comes next; the others name those who came earlier and were passed over. */
const NAMES_NEXT = ["turn"]
const NAMES_NOBODY = ["put_first", "alone"]

/** Return the sentence that says why: key and parameters for t(). */
export function reasonOf({ reason }) {
  const kind = RULES[reason?.rule]?.(reason)
  if (!kind) return { key: "counter.reason.rule", waitSeconds: null, rate: null, words: "", over: [] }
  const others = NAMES_NOBODY.includes(kind) ? [] : NAMES_NEXT.includes(kind) ? reason.runners_up : reason.passed_over
  const over = others.slice(0, NAMED_AT_MOST).map((other) => other.number)
  return {
    key: `counter.reason.${kind}${over.length ? ".before" : ""}`,
    waitSeconds: reason.wait_seconds,
    rate: reason.rate,
    words: reason.words,
    over,
  }
}
