// What is asked before an act is sent: the values of its form, and the body that they make. No DOM here.
import { asciiDigits } from "#shared/words.js"
import { serviceOf } from "./named.js"

// Whoever is put before the others is put there for a reason, and the log keeps it (docs/api.md).
export const BY_ARRIVAL = "by_arrival"

const START = {
  open: () => ({ clerk: "" }),
  close: () => ({}),
  pause: () => ({ reason: "", note: "" }),
  assign: (subject, board) => startAssignment(board.counters.find((one) => one.id === subject.id), board),
  move: (subject, board) => ({
    hall: String(board.branch.id), service: String(subject.serviceId), counter: "", place: "by_arrival", note: "",
  }),
  cancel: () => ({ reason: "" }),
  end: () => ({ reason: "" }),
  close_hall: () => ({ reason: "" }),
  close_service: () => ({ reason: "" }),
}

const BODY = {
  open: ({ clerk }) => needed({ clerk }) ?? body({ clerk_id: Number(clerk) }),
  close: () => body({}),
  pause: ({ reason, note }) => needed({ pause: reason }) ?? body({ reason, ...written("note", note) }),
  assign: assignmentBody,
  move: moveBody,
  cancel: ({ reason }) => body(written("reason", reason)),
  end: ({ reason }) => needed({ reason }) ?? body({ reason: reason.trim() }),
  close_hall: ({ reason }) => needed({ reason }) ?? body({ reason: reason.trim() }),
  close_service: ({ reason }, { subject }) => needed({ reason }) ?? body({ service_id: subject.id, reason: reason.trim() }),
}

/** Acts that ask nothing are sent at once. */
export function asksFirst(act) {
  return act in START
}

export function startForm(act, subject, board) {
  return { act, subject, values: START[act](subject, board), problem: null }
}

export function edited(form, name, value) {
  const values = { ...form.values, [name]: value }
  return { ...form, values: name === "hall" ? { ...values, service: "", counter: "" } : values, problem: null }
}

/** offer: what changes of one service: {tier} or {minutes}. */
export function offered(form, serviceId, offer) {
  const services = { ...form.values.services, [serviceId]: { ...form.values.services[serviceId], ...offer } }
  return { ...form, values: { ...form.values, services }, problem: null }
}

/** Return {body}, or {problem: field} when something is missing or cannot be read. */
export function bodyOf(form, board) {
  return BODY[form.act](form.values, { subject: form.subject, board })
}

function body(fields) {
  return { body: fields }
}

function written(name, text) {
  return text.trim() ? { [name]: text.trim() } : {}
}

function needed(fields) {
  const missing = Object.keys(fields).find((name) => !fields[name].trim())
  return missing ? { problem: missing } : null
}

/** tier "": the counter does not give the service. */
function startAssignment(counter, board) {
  const offers = new Map(counter.services.map((offer) => [offer.service_id, offer]))
  const services = board.services.map(({ id }) => {
    const offer = offers.get(id)
    return [id, { tier: offer ? String(offer.tier) : "", minutes: shown(offer?.after_minutes) }]
  })
  return { services: Object.fromEntries(services), express: shown(counter.express_minutes) }
}

function shown(minutes) {
  return minutes === null || minutes === undefined ? "" : String(minutes)
}

function assignmentBody({ services, express }, { board }) {
  const given = board.services.filter(({ id }) => services[id]?.tier)
  if (given.length === 0) return { problem: "services" }
  const offers = given.map(({ id }) => offerOf(id, services[id]))
  const limit = minutesOf(express)
  if (Number.isNaN(limit) || offers.some((offer) => Number.isNaN(offer.after_minutes))) return { problem: "minutes" }
  return body({ services: offers, express_minutes: limit })
}

/** Only a lower row waits for the others, so only there the minutes mean something. */
function offerOf(id, { tier, minutes }) {
  return { service_id: id, tier: Number(tier), after_minutes: tier === "0" ? null : minutesOf(minutes) }
}

/** Return the minutes that were typed, null for none, NaN for what is no length of time. */
function minutesOf(text) {
  const typed = asciiDigits(text).trim().replace("٫", ".")
  if (!typed) return null
  const minutes = Number(typed)
  return minutes > 0 ? minutes : NaN
}

function moveBody({ hall, service, counter, place, note }, { subject, board }) {
  if (Number(hall) !== board.branch.id) return moveAwayBody({ hall, service, note })
  const changed = service && Number(service) !== subject.serviceId
  const lacking = place === BY_ARRIVAL ? null : needed({ note })
  return lacking ?? body({
    ...(changed && { service_id: Number(service) }),
    ...(counter && { counter_id: Number(counter) }),
    place,
    ...written("note", note),
  })
}

/** In another hall nobody here can tell the counters, nor who should go first. */
function moveAwayBody({ hall, service, note }) {
  return needed({ service }) ?? body({
    branch_id: Number(hall), service_id: Number(service), ...written("note", note),
  })
}

/** Return where a ticket can be sent: the halls, and the services of the one that was chosen. */
export function targetsOf(form, targets, board) {
  const own = { id: board.branch.id, names: board.branch.names, services: board.services }
  const others = (targets ?? []).filter((hall) => hall.id !== own.id)
  const halls = [own, ...others]
  const chosen = halls.find((hall) => hall.id === Number(form.values.hall)) ?? own
  return { halls, services: chosen.services, isAway: chosen.id !== own.id, from: serviceOf(board, form.subject.serviceId) }
}
