// The one sheet over the desk: what it asks, what was answered so far, and when it has become untrue. No DOM here.
import { momentOf, momentsOf } from "./acts.js"
import { foundAfter, peopleOf } from "./find.js"
import { bodyOf, firstAnswers } from "./questions.js"

/** Sheets that ask nothing: the keys, a list in a narrow window. */
const ONLY_SHOWN = ["keys", "list"]
const ABOUT_THE_VISITOR = ["finish", "hold", "return", "transfer", "add_service", "follow_up", "note", "cancel"]
/** What an answer makes of others that were given before it. */
const FORGETS = { from: { day: "", at: "" }, day: { at: "" } }

/** about: {serviceId} of a line to look into, where that is meant. */
export function opened(state, kind, subject, about = {}) {
  const sheet = { kind, subject, values: {}, problem: null, passedOver: null, picked: null, rows: [], serviceId: null, days: null, isLost: false, ...about }
  const given = { desk: state.desk, targets: state.targets, sheet }
  const rows = kind === "find" ? peopleOf(state.desk, "", sheet.serviceId) : []
  return { ...state, notice: null, sheet: { ...sheet, rows, picked: rows[0]?.id ?? null, values: firstAnswers(given) } }
}

export function closed(state) {
  return { ...state, sheet: null, notice: state.notice?.kind === "refused" ? null : state.notice }
}

/** A new word or choice; another way of transfer, or another hall, asks anew where to. */
export function typed(state, name, value) {
  const { sheet, desk } = state
  const values = { ...sheet.values, ...FORGETS[name], [name]: value }
  if (sheet.kind === "find" && name === "number") return lookedFor(state, values)
  const anew = { ...sheet, values, problem: null }
  if (!["to", "branch_id"].includes(name)) return { ...state, sheet: anew }
  const first = firstAnswers({ desk, targets: state.targets, sheet: anew })
  return { ...state, sheet: { ...anew, values: { ...values, service_id: "", counter_id: "", branch_id: values.branch_id || first.branch_id } } }
}

/** The days to choose an appointment from have come, or (null) did not; the sheet that asked may be gone. */
export function withDays(state, days) {
  if (state.sheet?.kind !== "follow_up") return state
  const sheet = { ...state.sheet, days, isLost: days === null }
  const first = firstAnswers({ desk: state.desk, targets: state.targets, sheet })
  return { ...state, sheet: { ...sheet, values: { ...first, ...sheet.values } } }
}

function lookedFor(state, values) {
  const { sheet, desk } = state
  const rows = peopleOf(desk, values.number, sheet.serviceId)
  return { ...state, notice: null, sheet: { ...sheet, values, rows, picked: rows[0]?.id ?? null, passedOver: null } }
}

/** by: 1 or -1. */
export function stepped(state, by) {
  const { sheet } = state
  const at = sheet.rows.findIndex((row) => row.id === sheet.picked)
  const next = sheet.rows[Math.min(sheet.rows.length - 1, Math.max(0, at + by))]
  return { ...state, sheet: { ...sheet, picked: next?.id ?? null, passedOver: null } }
}

export function picked(state, id) {
  const { sheet } = state
  return { ...state, sheet: { ...sheet, picked: id, passedOver: sheet.picked === id ? sheet.passedOver : null } }
}

/** Return {act, subject, body} of what a sheet sends, or {problem} when something is missing. */
export function commandOf(state) {
  const { sheet, desk, targets } = state
  const { body, problem } = bodyOf({ desk, targets, sheet })
  return problem ? { problem } : { act: sheet.kind, subject: sheet.subject, body }
}

/** Return the command that calls a found visitor; once the reason was asked for, it is needed. */
export function callOf(sheet, row) {
  const reason = sheet.values.reason?.trim() ?? ""
  if (sheet.passedOver && !reason) return { problem: "reason" }
  return { act: "call", subject: row.id, body: { ticket_id: row.id, ...(reason && { reason }) } }
}

export function lacking(state, problem) {
  return { ...state, sheet: { ...state.sheet, problem } }
}

/** What a fresh desk leaves of a sheet: it closes when its visitor is gone or its act has lost its moment. */
export function sheetAfter(sheet, state, hasMoved) {
  if (!sheet || !state.desk.counter) return null
  if (sheet.kind === "find") return findAfter(sheet, state.desk)
  if (ONLY_SHOWN.includes(sheet.kind) || !hasMoved) return sheet
  const isAbout = !ABOUT_THE_VISITOR.includes(sheet.kind) || sheet.subject === state.desk.ticket?.id
  return isAbout && momentsOf(sheet.kind).includes(momentOf(state.desk)) ? sheet : null
}

function findAfter(sheet, desk) {
  const rows = foundAfter(sheet.rows, desk, sheet.values.number ?? "", sheet.serviceId)
  return { ...sheet, rows, picked: sheet.picked ?? rows[0]?.id ?? null }
}
