// Looking for one visitor by number among those who wait, are held or were missed. No DOM here.
import { asciiDigits } from "#shared/words.js"
import { actOfRow, steadyRows } from "./lists.js"

const NOT_IN_A_NUMBER = /[^0-9A-Z]/g

/** query: as typed, in any digits ("۲۳", "a-023"); serviceId: only one line, or null. */
export function peopleOf(desk, query, serviceId = null) {
  const rows = [...waitingRows(desk), ...listRows(desk, "held"), ...listRows(desk, "missed")]
  return rows.filter((row) => (serviceId === null || row.service_id === serviceId) && matches(row.number, query))
}

/** "23" finds A-023 and B-123; "a23" and "A-023" find A-023 alone. */
export function matches(number, query) {
  const wanted = plain(query)
  if (!wanted) return true
  const [, letters, digits] = /^([A-Z]*)([0-9]*)$/.exec(wanted) ?? []
  if (letters === undefined) return false
  const [, prefix, ordinal] = /^([A-Z]*)([0-9]*)$/.exec(plain(number))
  return (!letters || prefix === letters) && ordinal.endsWith(digits.replace(/^0+/, ""))
}

/** Return what choosing a found visitor does: call, resume, rejoin; null when nothing can be done. */
export function actOfFound(row, desk, now) {
  if (row.gone) return null
  return row.kind === "waiting" ? "call" : actOfRow(row.kind, row, desk, now)
}

/** Typing looks anew; a fresh desk under the same words moves no row. */
export function foundAfter(rows, desk, query, serviceId) {
  return steadyRows(rows, peopleOf(desk, query, serviceId))
}

function plain(text) {
  return asciiDigits(text).toUpperCase().replace(NOT_IN_A_NUMBER, "")
}

function waitingRows(desk) {
  const inLines = desk.lines.flatMap((line) => line.tickets.map((ticket) => ({ ...ticket, service_id: line.service_id })))
  const known = new Set(desk.directed.map((ticket) => ticket.id))
  const others = inLines.filter((ticket) => !known.has(ticket.id))
  return [...desk.directed, ...others].map((ticket) => ({ ...ticket, kind: "waiting" }))
}

function listRows(desk, kind) {
  return desk[kind].map((row) => ({ ...row, kind }))
}
