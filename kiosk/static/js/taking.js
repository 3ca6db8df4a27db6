/**
 * From the touch that asks for a number to the number itself, as plain data (pages.js).
 *
 * A touch is {serviceIds, language, priorityClass, identity, requestId, at}. The one under way is `sending`; one whose
 * answer was never heard is `unheard`.
 */
import { identityKind } from "./hall.js"
import { whyWrong } from "./identity.js"
import { chosenIds, goHome, hall, isQuick, pageOf, refusalOf } from "./pages.js"

export const TICKET_MILLISECONDS = 20_000
const LEFT_MILLISECONDS = 5_000
const NOTICE_MILLISECONDS = 8_000
const TROUBLE_MILLISECONDS = 15_000
const UNHEARD_MILLISECONDS = 5_000
const REFUSAL_MILLISECONDS = 60_000
const COMES_BACK_MILLISECONDS = 30_000

const ASKING_PAGES = ["services", "search", "service", "identity"]
/** Refusals of one service; of one wish, which another wish may meet better; any other trouble is the whole kiosk's. */
const SERVICE_REFUSALS = [
  "range_used_up", "not_found", "service_closed", "after_last_ticket", "quota_used_up", "offline_refused",
]
const WISH_REFUSALS = ["hall_closed", "too_many_tickets", "too_many_services", "request_id_reused"]
const IDENTITY_REFUSALS = ["identity_needed", "identity_wrong"]
const UNHEARD = "no_connection"

/** One touch of a service that has nothing to tell. */
export function takeAtOnce(state, { serviceId, requestId }, now) {
  if (!isQuick(state, serviceId) || refusalOf(state, serviceId)) return state
  return take({ ...state, wish: { ...state.wish, looking: serviceId } }, requestId, now)
}

/**
 * The first touch begins a command; a second one while it is under way changes nothing.
 * A touch whose answer was never heard may have made a ticket that nobody knows: the next touch of the same wish in the
 * same stay asks for the same one again, so that no number stays without a visitor and none goes to two.
 */
export function take(state, requestId, now) {
  if (state.sending || !ASKING_PAGES.includes(pageOf(state)) || !isPossible(state)) return state
  const kind = identityKind(hall(state), chosenIds(state))
  const wrong = kind === "none" ? null : whyWrong(kind, state.wish.digits)
  if (wrong) return askWho(state, wrong)
  const identity = kind === "none" ? null : { kind, value: state.wish.digits }
  return { ...state, sending: touchOf(state, identity, requestId, now), notice: null }
}

function isPossible(state) {
  const ids = chosenIds(state)
  return ids.length > 0 && ids.every((id) => refusalOf(state, id) === null)
}

/** The first time it is only asked; after that what was typed is found wrong. */
function askWho(state, why) {
  const wrong = state.page === "identity" ? why : null
  return { ...state, page: "identity", wish: { ...state.wish, wrong } }
}

function touchOf(state, identity, requestId, now) {
  const { language, wish: { priorityClass }, unheard } = state
  const touch = { serviceIds: chosenIds(state), language, priorityClass, identity, requestId, at: now }
  const again = unheard && isSameWish(unheard, touch)
  return again ? { ...touch, requestId: unheard.requestId, at: unheard.at } : touch
}

/** Whoever types an identity again, after a reload, is taken to be the same person. */
function isSameWish(one, other) {
  const told = ({ serviceIds, language, priorityClass }) => [...serviceIds, language, priorityClass].join("/")
  return told(one) === told(other)
}

/** undoFor: milliseconds for which it may be given back; the page does not go before that. */
export function ticketCame(state, ticket, undoFor, now) {
  const touch = state.sending
  const staysFor = Math.max(TICKET_MILLISECONDS, undoFor)
  const shown = { ...ticket, until: now + staysFor, staysFor, undoUntil: now + undoFor, undoRefused: null, printState: null, ending: false }
  const lastTicket = { ...ticket, language: touch?.language ?? state.language, until: now + COMES_BACK_MILLISECONDS }
  return { ...state, sending: null, unheard: null, trouble: null, notice: null, warnedAt: null, ticket: shown, lastTicket }
}

/** After a reload: neither the page nor the undo lasts longer for it; who just touched the page still gets to read it. */
export function ticketCameBack(state, { ticket, undoFor, age }, now) {
  const came = ticketCame(state, ticket, undoFor ?? 0, now - age)
  const shown = { ...came.ticket, until: Math.max(came.ticket.until, now + LEFT_MILLISECONDS) }
  return { ...came, ticket: shown }
}

export function refused(state, error, now) {
  const { code } = error
  const after = { ...state, sending: null, unheard: code === UNHEARD ? state.sending : null }
  if (IDENTITY_REFUSALS.includes(code)) return wrongIdentity(after, error)
  if (SERVICE_REFUSALS.includes(code)) return refuseService(after, state.sending, error, now)
  if (WISH_REFUSALS.includes(code)) return { ...after, notice: noticeOf(error, now) }
  return { ...after, trouble: { code, until: now + troubleLength(code) } }
}

function wrongIdentity(state, { details }) {
  return { ...state, page: "identity", wish: { ...state.wish, wrong: details?.why ?? null } }
}

/** Which of several services was meant is not told: the one asked for alone is greyed, and the choice is open again. */
function refuseService(state, { serviceIds }, { code, message }, now) {
  const greyed = serviceIds.length === 1 ? { [serviceIds[0]]: { code, message, until: now + REFUSAL_MILLISECONDS } } : {}
  return {
    ...state, page: "services", wish: { ...state.wish, looking: null }, notice: noticeOf({ code, message }, now),
    refusals: { ...state.refusals, ...greyed },
  }
}

function noticeOf({ code, message, number }, now) {
  return { code, message, number, until: now + NOTICE_MILLISECONDS }
}

/** A command without an answer is soon judged by the link itself; of other troubles only the next try can tell. */
function troubleLength(code) {
  return code === UNHEARD ? UNHEARD_MILLISECONDS : TROUBLE_MILLISECONDS
}

export function troubleCode(state) {
  return state.trouble?.code ?? UNHEARD
}

/** After a reload: the touch that was under way goes on, or its visitor is asked again who they are. */
export function resume(state, { touch, asks }, now) {
  const [looking, ...others] = [...touch.serviceIds].reverse()
  const wish = { ...state.wish, serviceIds: others.reverse(), looking, priorityClass: touch.priorityClass }
  const back = { ...state, language: touch.language, fresh: false, touchedAt: now, wish }
  const again = { ...touch, at: now }
  if (asks) return { ...back, page: "identity", unheard: again }
  return { ...back, page: "service", sending: again }
}

export function mayWithdraw(state, now) {
  return Boolean(state.ticket) && !state.withdrawing && !state.ticket.undoRefused && now < state.ticket.undoUntil
}

export function withdraw(state, requestId, now) {
  if (!mayWithdraw(state, now)) return state
  return { ...state, withdrawing: { ticketId: state.ticket.id, requestId } }
}

/** "Wrong service": the visitor is still there and chooses again, in the same language and look. */
export function withdrawn(state, now) {
  const { number, service_id: serviceId } = state.ticket
  const home = { ...goHome(state), language: state.language, modes: state.modes, fresh: false, touchedAt: now }
  const notice = noticeOf({ code: "withdrawn", number, serviceId }, now)
  return { ...home, ticket: null, lastTicket: null, withdrawing: null, notice }
}

/** What was cancelled already is what was asked for: only the first answer was lost. */
export function withdrawRefused(state, { code, details }, now) {
  if (details?.state === "cancelled") return withdrawn(state, now)
  const ticket = state.ticket && { ...state.ticket, undoRefused: code === UNHEARD ? null : code }
  return { ...state, withdrawing: null, ticket }
}

/** A visitor hears of a failed paper even if the page has just gone back, as long as nobody else can be standing there. */
export function printFailed(state, { ticket_id: ticketId, state: printState }, now) {
  const told = state.ticket ?? current(state.lastTicket, now)
  if (ticketId !== told?.id || state.sending || state.withdrawing) return state
  const again = { staysFor: TICKET_MILLISECONDS, undoUntil: 0, undoRefused: null, ...told }
  const language = state.ticket ? state.language : told.language
  const lastTicket = state.lastTicket && { ...state.lastTicket, printState }
  return { ...state, language, ticket: { ...again, until: now + TICKET_MILLISECONDS, printState }, lastTicket }
}

/** The same as a picture tells it, again and again for a minute: by number, and told once. */
export function papersFailed(state, papers, now) {
  const told = state.ticket ?? current(state.lastTicket, now)
  const paper = papers.find(({ number }) => number === told?.number)
  return paper && !told.printState ? printFailed(state, { ticket_id: told.id, state: paper.state }, now) : state
}

export function closeTicket(state) {
  return state.withdrawing ? state : goHome({ ...state, ticket: null })
}

/** first: the hall's own language. A picture that lost what was chosen: the visitor chooses again. */
export function pictureCame(state, picture, first = state.first) {
  const known = new Set(picture.services.map((service) => service.id))
  const gone = state.picture && !state.sending && chosenIds(state).some((id) => !known.has(id))
  const language = state.language === state.first ? first : state.language
  const after = { ...state, picture, first, language }
  return gone ? { ...goHome(after), language, modes: state.modes, fresh: false } : after
}

export function guideCame(state, guide) {
  return { ...state, guide }
}

export function linkChanged(state, linkLost) {
  return { ...state, linkLost }
}

/** Something was written at the server, so its storage works. */
export function eventCame(state) {
  return state.trouble?.code === "storage_failed" ? { ...state, trouble: null } : state
}

export function current(lasting, now) {
  return lasting && now < lasting.until ? lasting : null
}
