// What the lobby room knows: the hall's displays, sound, notices and media, and the forms that are open. No DOM here.
import { keyOf, sourceOf, startForm } from "./forms.js"

export const PARTS = ["displays", "notices", "sound", "media"]
const ENDED = { end_notice: "notices", end_medium: "media" }
const SAID_MILLISECONDS = 8000

/**
 * hall: the answer of GET .../displays; notices, media: the lists. forms: those in which something was changed, by key.
 * gone: {notices: [], media: []}: what went while somebody looks at the list. dialog: {kind, id}.
 */
export function start() {
  return {
    hall: null, notices: null, media: null, gone: { notices: [], media: [] }, part: PARTS[0],
    forms: {}, dialog: null, attempts: {}, uploads: [], said: null, failingSince: null, staleSeconds: null, barred: null,
  }
}

export function received(state, name, value) {
  const next = { ...state, [name]: value, failingSince: null, barred: null }
  return name === "hall" ? next : { ...next, gone: { ...state.gone, [name]: goneOf(state, name, value) } }
}

/** A row that somebody else took away stays in its place, so that nothing moves under the pointer. */
function goneOf(state, name, value) {
  const here = value.map((one) => one.id)
  return [...state.gone[name], ...(state[name] ?? [])].filter((one) => !here.includes(one.id))
}

/** Return the rows of a list in their order, those that are gone among them: {..., isGone}. */
export function rowsOf(state, name) {
  const rows = [...state[name].map((one) => ({ ...one, isGone: false })), ...state.gone[name].map((one) => ({ ...one, isGone: true }))]
  return rows.sort((a, b) => (a.place ?? 0) - (b.place ?? 0) || a.id - b.id)
}

/** Keep what is shown; from now on it grows old. now: ms. */
export function failed(state, now) {
  return { ...state, failingSince: state.failingSince ?? now }
}

/** Turn to another part; what is gone is forgotten on the way. */
export function turned(state, part) {
  return { ...state, part, gone: { notices: [], media: [] }, said: null }
}

export function opened(state, kind, id) {
  return { ...state, dialog: { kind, id } }
}

export function closed(state) {
  return state.dialog ? dropped({ ...state, dialog: null }, state.dialog.kind, state.dialog.id) : state
}

/** Forget what was written into a form, and why it was refused. */
export function dropped(state, kind, id = null) {
  const { [keyOf(kind, id)]: _, ...forms } = state.forms
  const { [keyOf(kind, id)]: __, ...attempts } = state.attempts
  return { ...state, forms, attempts }
}

/** Return the form as somebody has changed it, or as the server has it; null when its thing is gone. */
export function formOf(state, kind, id, context) {
  const source = sourceOf(kind, state, id)
  return state.forms[keyOf(kind, id)] ?? (source && startForm(kind, id, source, context))
}

export function isChanged(state, kind, id = null) {
  return keyOf(kind, id) in state.forms
}

/** What was wrong is said until somebody mends it. */
export function typed(state, form, name, value) {
  const next = { ...state, attempts: withoutRefusal(state.attempts, keyOf(form.kind, form.id)) }
  return withForm(next, { ...form, values: { ...form.values, [name]: value }, problem: null, row: null })
}

function withoutRefusal(attempts, key) {
  return key in attempts ? { ...attempts, [key]: { ...attempts[key], refusal: null } } : attempts
}

export function lacking(state, form, { problem, row = null }) {
  return withForm(state, { ...form, problem, row })
}

function withForm(state, form) {
  return { ...state, said: null, forms: { ...state.forms, [keyOf(form.kind, form.id)]: form } }
}

export function sending(state, key, attempt) {
  return { ...state, said: null, attempts: { ...state.attempts, [key]: attempt } }
}

/** The server has done it: say so, and leave the form that asked for it. */
export function done(state, kind, id, now) {
  const isOpen = state.dialog && keyOf(state.dialog.kind, state.dialog.id) === keyOf(kind, id)
  const next = { ...dropped(withoutEnded(state, kind, id), kind, id), said: { key: `admin.lobby.said.${kind}`, until: now + SAID_MILLISECONDS } }
  return isOpen ? { ...next, dialog: null } : next
}

/** What somebody took away themselves leaves at once. */
function withoutEnded(state, kind, id) {
  const name = ENDED[kind]
  if (!name) return state
  const others = (rows) => rows.filter((one) => one.id !== id)
  return { ...state, [name]: others(state[name]), gone: { ...state.gone, [name]: others(state.gone[name]) } }
}

/** answered: whether the server has surely taken the command; if not, the same one goes under the same request_id. */
export function refused(state, key, refusal, answered) {
  const attempt = state.attempts[key]
  return { ...state, attempts: { ...state.attempts, [key]: { ...attempt, requestId: answered ? null : attempt.requestId, busy: false, refusal } } }
}

export function isBusy(state, kind, id = null) {
  return Boolean(state.attempts[keyOf(kind, id)]?.busy)
}

export function refusalFor(state, kind, id = null) {
  return state.attempts[keyOf(kind, id)]?.refusal ?? null
}

export function uploadAdded(state, upload) {
  return { ...state, uploads: [...state.uploads, upload] }
}

/** upload: its key, and what changes of it. */
export function uploadChanged(state, upload) {
  return { ...state, uploads: state.uploads.map((one) => (one.key === upload.key ? { ...one, ...upload } : one)) }
}

export function uploadDropped(state, key) {
  return { ...state, uploads: state.uploads.filter((one) => one.key !== key) }
}
