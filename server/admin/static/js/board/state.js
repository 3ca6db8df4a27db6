// What the live board knows: the hall's picture, the dialog that is open, and the acts on their way. No DOM here.
import { keyOf } from "./acts.js"
import { edited, offered, startForm } from "./forms.js"

export const SAID_MILLISECONDS = 8000

export function start() {
  return {
    board: null,
    staleSeconds: null,
    failingSince: null,
    barred: null,
    attempts: {},
    dialog: null,
    targets: null,
    said: null,
  }
}

/** A board that is older than the one shown was overtaken on its way. */
export function received(state, board) {
  if (state.board && board.seq < state.board.seq) return state
  return { ...state, board, failingSince: null, barred: null }
}

/** Keep what is shown; from now on it grows old. now: ms. */
export function failed(state, now) {
  return { ...state, failingSince: state.failingSince ?? now }
}

/** Return how old the picture is in seconds, or null while it is fresh. */
export function ageSeconds(state, now) {
  const failing = state.failingSince === null ? null : Math.floor((now - state.failingSince) / 1000)
  const ages = [state.staleSeconds, failing].filter((age) => age !== null)
  return ages.length ? Math.max(...ages) : null
}

/** sheet: {kind, id}: what the dialog is about, a line, a counter, a ticket or the hall. */
export function opened(state, sheet) {
  return { ...forgotten(state), dialog: { sheet, form: null, alone: false } }
}

export function closed(state) {
  return { ...forgotten(state), dialog: null }
}

/** alone: the form is all there is to this dialog, so leaving it closes it. */
export function asked(state, act, subject, alone = false) {
  const sheet = state.dialog?.sheet ?? { kind: "form", id: null }
  return { ...state, dialog: { sheet, form: startForm(act, subject, state.board), alone } }
}

export function turnedBack(state) {
  if (!state.dialog || state.dialog.alone) return closed(state)
  return { ...forgotten(state), dialog: { ...state.dialog, form: null } }
}

export function typed(state, name, value) {
  return withForm(state, edited(state.dialog.form, name, value))
}

export function offerChanged(state, serviceId, offer) {
  return withForm(state, offered(state.dialog.form, serviceId, offer))
}

export function lacking(state, problem) {
  return withForm(state, { ...state.dialog.form, problem })
}

function withForm(state, form) {
  return { ...state, dialog: { ...state.dialog, form } }
}

export function sending(state, key, attempt) {
  return { ...state, said: null, attempts: { ...state.attempts, [key]: attempt } }
}

/** The server has done it: say so, and leave the form that asked for it. now: ms. */
export function done(state, act, subject, now) {
  const { [keyOf(act, subject)]: _, ...attempts } = state.attempts
  const said = { key: `admin.said.${act}`, params: subject.told ?? {}, until: now + SAID_MILLISECONDS }
  return afterwards({ ...state, attempts, said }, act, subject)
}

/** From a line's list of people one goes on with the next of them; anything else is over with its act. */
function afterwards(state, act, subject) {
  const { dialog } = state
  if (!dialog) return state
  const isOfForm = dialog.form && keyOf(dialog.form.act, dialog.form.subject) === keyOf(act, subject)
  if (dialog.form && !isOfForm) return state
  return dialog.sheet.kind === "line" && isTicketAct(act) ? { ...state, dialog: { ...dialog, form: null } } : closed(state)
}

function isTicketAct(act) {
  return ["move", "reprint", "cancel"].includes(act)
}

/** answered: whether the server has surely taken the command; if not, the same one goes under the same request_id. */
export function refused(state, key, refusal, answered) {
  const attempt = state.attempts[key]
  const kept = { ...attempt, requestId: answered ? null : attempt.requestId, busy: false, refusal }
  return { ...state, attempts: { ...state.attempts, [key]: kept } }
}

export function isBusy(state, act, subject) {
  return Boolean(state.attempts[keyOf(act, subject)]?.busy)
}

export function refusalFor(state, act, subject) {
  return state.attempts[keyOf(act, subject)]?.refusal ?? null
}

/** What was refused is said until one turns away from it; a command without an answer keeps its request_id. */
function forgotten(state) {
  const kept = Object.entries(state.attempts).map(([key, attempt]) => [key, { ...attempt, refusal: null }])
  return { ...state, attempts: Object.fromEntries(kept) }
}
