/** A picture is a snapshot (docs/realtime.md) kept up to date by events. Nothing here is changed in place. */

const CALLS_KEPT = 12
const CALLS_OF_SERVICE_KEPT = 4
const MISSED_KEPT = 8
const STANDING = ["called", "serving"]
const UNMOVED = ["ticket_noted", "ticket_delayed", "paper_queued", "print_failed"]
const CHANGES_PLANS = [
  "look_changed", "sound_changed", "media_changed", "setup_applied", "display_reload_asked", "display_identify_asked",
]

/** Returns the picture after the event. An event of an unknown kind moves `seq` and nothing else. */
export function apply(picture, event) {
  const change = CHANGES[event.kind]
  const settled = isMissedNoMore(picture, event) ? forgetMissed(picture, event) : picture
  const planSeq = CHANGES_PLANS.includes(event.kind) ? { plan_seq: event.seq } : {}
  return { ...(change ? change(settled, event) : settled), ...planSeq, seq: event.seq }
}

/** Whether the picture stands on something that the event does not tell: then only the next snapshot is right. */
export function needsSnapshot(event) {
  return ["setup_applied", "counter_assigned", "closure_begun", "closure_ended", "day_closed"].includes(event.kind)
}

const CHANGES = {
  ticket_issued: (picture, event) => changeLine(picture, event.service_id, (line) => joinLine(line, event.at)),
  ticket_called: (picture, event) => showCall(changeLine(picture, event.service_id, leaveLine), event),
  ticket_recalled: showCall,
  service_begun: (picture, event) => changeCall(picture, event.ticket_id, "serving"),
  ticket_finished: (picture, event) => changeCall(picture, event.ticket_id, "done"),
  ticket_no_show: missTicket,
  ticket_held: moveTicket,
  ticket_resumed: moveTicket,
  ticket_returned: moveTicket,
  ticket_rejoined: moveTicket,
  ticket_transferred: moveTicket,
  ticket_left_hall: (picture, event) => dropCall(moveTicket(picture, event), event.ticket_id),
  ticket_joined_hall: moveTicket,
  ticket_moved_on: moveTicket,
  ticket_cancelled: moveTicket,
  ticket_ended: moveTicket,
  ticket_expired: moveTicket,
  ticket_reopened: moveTicket,
  counter_opened: (picture, event) => changeCounter(picture, event.counter_id, "open"),
  counter_resumed: (picture, event) => changeCounter(picture, event.counter_id, "open"),
  counter_paused: (picture, event) => changeCounter(picture, event.counter_id, "paused"),
  counter_closed: (picture, event) => changeCounter(picture, event.counter_id, "closed"),
  notice_made: addNotice,
  notice_ended: (picture, event) => ({ ...picture, notices: notices(picture).filter((one) => one.id !== event.notice_id) }),
}

function changeLine(picture, serviceId, change) {
  const services = picture.services.map((service) => (service.id === serviceId ? change(service) : service))
  return { ...picture, services }
}

function joinLine(service, at) {
  return { ...service, waiting: service.waiting + 1, oldest_at: service.oldest_at ?? at }
}

function leaveLine(service) {
  const waiting = Math.max(0, service.waiting - 1)
  return { ...service, waiting, oldest_at: waiting ? service.oldest_at : null }
}

function showCall(picture, event) {
  const { ticket_id, number, service_id, counter_id, counter_number, at, seq, recalls } = event
  const call = { ticket_id, number, service_id, counter_id, counter_number, state: "called", called_at: at, seq, recalls }
  const others = picture.calls.filter((one) => one.ticket_id !== ticket_id)
  return { ...picture, calls: worthShowing([call, ...others]) }
}

function changeCall(picture, ticketId, state, more = {}) {
  const change = (call) => (call.ticket_id === ticketId ? { ...call, ...more, state } : call)
  return { ...picture, calls: worthShowing(picture.calls.map(change)) }
}

/** The newest, whoever stands at a counter (for the sign over it), and the newest of each service (for its zone). */
function worthShowing(calls) {
  const ofService = new Map()
  return calls.filter((call, place) => {
    const before = ofService.get(call.service_id) ?? 0
    ofService.set(call.service_id, before + 1)
    return place < CALLS_KEPT || before < CALLS_OF_SERVICE_KEPT || STANDING.includes(call.state)
  })
}

function dropCall(picture, ticketId) {
  return { ...picture, calls: picture.calls.filter((call) => call.ticket_id !== ticketId) }
}

function missTicket(picture, event) {
  const called = changeCall(picture, event.ticket_id, "no_show")
  return event.may_return ? addMissed(called, event) : called
}

function addMissed(picture, { ticket_id, number, service_id, counter_number, at }) {
  const missed = [{ ticket_id, number, service_id, counter_number, missed_at: at }, ...(picture.missed ?? [])]
  return { ...picture, missed: missed.slice(0, MISSED_KEPT) }
}

/** Whatever becomes of a missed visitor, they are looked for no longer; a note or a wish of the phone changes nothing. */
function isMissedNoMore({ missed = [] }, event) {
  return !UNMOVED.includes(event.kind) && missed.some((one) => one.ticket_id === event.ticket_id)
}

function forgetMissed(picture, { ticket_id: id }) {
  return { ...picture, missed: picture.missed.filter((one) => one.ticket_id !== id) }
}

function addNotice(picture, { notice_id: id, at, seq, texts, spoken, shown, until }) {
  return { ...picture, notices: [...notices(picture), { id, seq, texts, spoken, shown, made_at: at, until, ended_at: null }] }
}

function notices(picture) {
  return picture.notices ?? []
}

/** Whoever waits again is no longer called to any counter. */
function moveTicket(picture, event) {
  const { ticket_id: id, state, service_id, counter_id, counter_number, left_line: left, joined_line: joined, at } = event
  const without = left === null ? picture : changeLine(picture, left, leaveLine)
  if (joined !== null) return dropCall(changeLine(without, joined, (line) => joinLine(line, at)), id)
  return changeCall(without, id, state, counter_id === null ? { service_id } : { service_id, counter_id, counter_number })
}

function changeCounter(picture, counterId, state) {
  const counters = picture.counters.map((counter) => (counter.id === counterId ? { ...counter, state } : counter))
  const touched = counters.find((counter) => counter.id === counterId)?.service_ids ?? []
  const services = picture.services.map((service) => {
    return touched.includes(service.id) ? countCounters(service, counters) : service
  })
  return { ...picture, counters, services }
}

/** A line that nobody serves has no estimate; one that is served again gets its estimate with the next snapshot. */
function countCounters(service, counters) {
  const serving = counters.filter((one) => one.state === "open" && one.service_ids.includes(service.id))
  return { ...service, open_counters: serving.length, estimate: serving.length ? service.estimate : null }
}
