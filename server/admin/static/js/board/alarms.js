// What needs the supervisor now: calls for help, people whom nobody can call, a hall closed for today. No DOM here.
import { printersIn } from "../paper/printers.js"
import { closureOf, counterOf, secondsBetween, serviceOf } from "./named.js"

export function alarmsOf(board, now) {
  return {
    help: board.help.filter((call) => !call.ended_at).map((call) => helpRow(call, now)),
    stranded: board.stranded.map((one) => strandedRow(one, board)),
    closed: closureOf(board, null),
    printers: printersIn(board.printers, now).filter((row) => row.trouble),
  }
}

function helpRow(call, now) {
  return {
    id: call.id,
    counterNumber: call.counter_number,
    clerk: call.clerk,
    note: call.note,
    askedSeconds: secondsBetween(call.asked_at, now),
    answeredBy: call.answered_at ? (call.answered_by ?? "") : null,
  }
}

function strandedRow({ service_id, counter_id, waiting }, board) {
  const counter = counterOf(board, counter_id)
  return {
    key: `${service_id}-${counter_id ?? ""}`,
    service: serviceOf(board, service_id),
    counterNumber: counter?.number ?? null,
    waiting,
    remedy: counter ? remedyAt(counter) : remedyFor(service_id, board),
  }
}

/** They wait for one counter alone. */
function remedyAt(counter) {
  return { kind: counter.state === "paused" ? "resume" : "open", counterId: counter.id, number: counter.number }
}

/** What helps soonest: go on at a paused counter, open one that gives the service, or give it to an open one. */
function remedyFor(serviceId, board) {
  const gives = (counter) => counter.service_ids.includes(serviceId)
  const found = [
    ["resume", (counter) => counter.state === "paused" && gives(counter)],
    ["open", (counter) => counter.state === "closed" && gives(counter)],
    ["assign", (counter) => counter.state === "open" && !gives(counter)],
  ].flatMap(([kind, fits]) => remedies(kind, board.counters.find(fits)))
  return found[0] ?? { kind: "none", counterId: null, number: null }
}

function remedies(kind, counter) {
  return counter ? [{ kind, counterId: counter.id, number: counter.number }] : []
}

/** Return the calls for help that have come since the picture before; the first picture brings no news. */
export function newHelp(before, after) {
  if (!before) return []
  const known = before.help.map((call) => call.id)
  return after.help.filter((call) => !known.includes(call.id) && !call.answered_at && !call.ended_at)
}

export function unansweredHelp(board) {
  return board.help.filter((call) => !call.answered_at && !call.ended_at).length
}
