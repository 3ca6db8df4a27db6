// The desk of one clerk, as the server sends it, for the tests of the counter's screen.

export const NOW = Date.parse("2026-11-23T07:10:00Z")
export const MARYAM = { id: 1, name: "مریم", branch_id: 1 }
export const PERMIT = {
  id: 1, code: "building_permit", letter: "A", names: { en: "Permits" }, color: "#0B6E78", expected_minutes: 10, target_minutes: 20,
  documents: [{ en: "Deed" }, { en: "Plan" }],
}
export const TAX = {
  id: 2, code: "renovation_tax", letter: "B", names: { en: "Tax" }, color: "#1F4E9E", expected_minutes: 5, target_minutes: 10, documents: [],
}
export const STANDARD = { code: "standard", names: { en: "Standard" }, rate: 1, asks_proof: false, legal_reference: "" }
export const ELDERLY = { code: "elderly", names: { en: "Elderly" }, rate: 1.5, asks_proof: true, legal_reference: "Law 1" }
export const COUNTER = { id: 5, number: 2, state: "open", since: null, pause_reason: "", service_ids: [1], express_minutes: null }
export const OTHER_COUNTER = { id: 6, number: 3, state: "closed", clerk: null, service_ids: [2] }

export const waiting = (id, number, changes = {}) => ({
  id, number, priority_class: "standard", issued_at: "2026-11-23T07:00:00Z", place: "by_arrival", for_counter_id: null, resting_until: null, ...changes,
})

export const lineOf = (tickets, changes = {}) => ({
  service_id: 1, tier: 0, waiting: tickets.length, oldest_at: tickets[0]?.issued_at ?? null, target_minutes: 20, tickets, ...changes,
})

export const ticketIn = (state, changes = {}) => ({
  id: 9, number: "A-023", state, service_id: 1, priority_class: "standard", recalls: 0, service_seconds: 0,
  called_at: "2026-11-23T07:05:00Z", begun_at: state === "serving" ? "2026-11-23T07:08:00Z" : null,
  services: [{ service_id: 1, outcome: null, finished_at: null }], notes: [], ...changes,
})

export const heldRow = (changes = {}) => ({
  id: 30, number: "A-030", service_id: 1, priority_class: "standard", held_at: "2026-11-23T07:00:00Z", held_for: "counter", counter_id: 5,
  counter_number: 2, clerk: "مریم", note: "", ...changes,
})

export const missedRow = (changes = {}) => ({
  id: 40, number: "A-040", service_id: 1, priority_class: "standard", missed_at: "2026-11-23T07:00:00Z", misses: 1,
  until: "2026-11-23T08:00:00Z", ...changes,
})

export const finishedRow = (changes = {}) => ({
  id: 50, number: "A-050", service_id: 1, state: "done", outcome: "completed", ended_at: "2026-11-23T07:09:00Z", service_seconds: 60,
  reopen_until: "2026-11-23T07:11:00Z", ...changes,
})

export const deskWith = (changes = {}) => ({
  seq: 40, user: MARYAM, counter: COUNTER, ticket: null, lines: [lineOf([])], directed: [], held: [], missed: [], finished: [], help: null,
  counters: [COUNTER, OTHER_COUNTER], services: [PERMIT, TAX], priority_classes: [STANDARD, ELDERLY],
  outcomes: [{ code: "completed", names: { en: "Completed" } }, { code: "referred", names: { en: "Referred" } }],
  pause_reasons: [{ code: "break", names: { en: "Break" } }, { code: "prayer", names: { en: "Prayer" } }], stranded: [], most_recalls: 5, ...changes,
})
