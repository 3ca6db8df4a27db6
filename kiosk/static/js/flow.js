/**
 * What the kiosk shows, as plain data: every function takes a state and returns the next one.
 *
 * `now` is milliseconds of a clock that only goes forward. A touch is {serviceId, language, requestId, at}.
 */
export const TICKET_MILLISECONDS = 12_000
const IDLE_MILLISECONDS = 30_000
const NOTICE_MILLISECONDS = 8_000
const TROUBLE_MILLISECONDS = 15_000
const UNHEARD_MILLISECONDS = 5_000
const REFUSAL_MILLISECONDS = 60_000
const TOUCH_KEPT_MILLISECONDS = 30_000
const COMES_BACK_MILLISECONDS = 20_000
const SETTLING_MILLISECONDS = 700

/** Refusals of one service; any other trouble is the whole kiosk's. */
const SERVICE_REFUSALS = ["range_used_up", "not_found", "service_closed", "after_last_ticket", "quota_used_up"]
const UNHEARD = "no_connection"

export function startFlow(language) {
  return {
    first: language, language, page: 0, touchedAt: 0, turnedAt: -Infinity, picture: null, linkLost: false, sending: null, unheard: null,
    ticket: null, lastTicket: null, trouble: null, notice: null, refusals: {},
  }
}

/**
 * Any finger on the glass: a number in hand stays longer. With none in hand it may be the next visitor's finger, who must
 * not be shown the last visitor's number.
 */
export function touched(state, now) {
  if (!state.ticket) return { ...state, touchedAt: now, lastTicket: null }
  return { ...state, touchedAt: now, ticket: { ...state.ticket, until: now + TICKET_MILLISECONDS } }
}

/** Which page stands before the visitor. A ticket in hand is read to the end, whatever happens meanwhile. */
export function pageOf(state) {
  if (state.ticket) return "ticket"
  if (state.linkLost || state.trouble) return "trouble"
  if (!state.picture) return "starting"
  return state.picture.branch.open ? "services" : "closed"
}

/**
 * Whether the page has stood long enough to be touched: the second half of a double tap would meet whatever the first half
 * has brought under the finger, be it the end of a number just taken or a second ticket.
 */
export function isSettled(state, now) {
  return now - state.turnedAt >= SETTLING_MILLISECONDS
}

export function troubleCode(state) {
  return state.trouble?.code ?? UNHEARD
}

export function chooseLanguage(state, language, now) {
  return { ...state, language, touchedAt: now }
}

export function turnPage(state, page, now) {
  return { ...state, page, touchedAt: now }
}

/**
 * The first touch begins a command; a second one while it is under way changes nothing.
 * A touch whose answer was never heard may have made a ticket that nobody knows: the next touch of that service in the
 * same stay asks for the same one again, so that no number stays without a visitor and none goes to two.
 */
export function touchService(state, { serviceId, requestId }, now) {
  if (state.sending || pageOf(state) !== "services" || isRefused(state, serviceId)) return state
  const { unheard, language } = state
  const again = unheard?.serviceId === serviceId && unheard.language === language && isFresh(unheard, now)
  const sending = again ? unheard : { serviceId, language, requestId, at: now }
  return { ...state, sending, notice: null, touchedAt: now }
}

function isFresh(touch, now) {
  return now - touch.at < TOUCH_KEPT_MILLISECONDS
}

export function ticketCame(state, ticket, now) {
  const shown = { ...ticket, until: now + TICKET_MILLISECONDS, printState: null }
  const lastTicket = { ...ticket, until: now + COMES_BACK_MILLISECONDS }
  return { ...state, sending: null, unheard: null, trouble: null, ticket: shown, lastTicket, turnedAt: now }
}

export function refused(state, { code, message }, now) {
  const { sending } = state
  const after = { ...state, sending: null, unheard: code === UNHEARD ? sending : null }
  if (code === "hall_closed") return { ...after, notice: { code, message, until: now + NOTICE_MILLISECONDS } }
  if (!SERVICE_REFUSALS.includes(code)) return { ...after, trouble: { code, until: now + troubleLength(code) } }
  return {
    ...after,
    notice: { code, message, until: now + NOTICE_MILLISECONDS },
    refusals: { ...state.refusals, [sending.serviceId]: { code, message, until: now + REFUSAL_MILLISECONDS } },
  }
}

/** A command without an answer is soon judged by the link itself; of other troubles only the next try can tell. */
function troubleLength(code) {
  return code === UNHEARD ? UNHEARD_MILLISECONDS : TROUBLE_MILLISECONDS
}

/** Why a service cannot be chosen: {code, message}, or undefined when it can; from the picture, or as it was refused. */
export function refusalOf(state, serviceId) {
  const { issuing } = state.picture.services.find((one) => one.id === serviceId) ?? {}
  const closed = issuing?.why && issuing.why !== "hall_closed" ? { code: issuing.why } : undefined
  return closed ?? state.refusals[serviceId]
}

function isRefused(state, serviceId) {
  return !state.picture.services.some((one) => one.id === serviceId) || refusalOf(state, serviceId) !== undefined
}

/** A visitor hears of a failed paper even if the page has just gone back, as long as nobody else can be standing there. */
export function printFailed(state, { ticket_id: ticketId, state: printState }, now) {
  const told = state.ticket ?? current(state.lastTicket, now)
  if (ticketId !== told?.id || state.sending) return state
  const turnedAt = state.ticket ? state.turnedAt : now
  return { ...state, turnedAt, ticket: { ...told, until: now + TICKET_MILLISECONDS, printState } }
}

export function closeTicket(state, now) {
  return goHome({ ...state, ticket: null, turnedAt: now })
}

export function pictureCame(state, picture) {
  return { ...state, picture }
}

export function linkChanged(state, linkLost) {
  return { ...state, linkLost }
}

/** Something was written at the server, so its storage works. */
export function eventCame(state) {
  return state.trouble?.code === "storage_failed" ? { ...state, trouble: null } : state
}

/** What time alone changes. */
export function tick(state, now) {
  const after = {
    ...state,
    trouble: current(state.trouble, now),
    notice: current(state.notice, now),
    lastTicket: current(state.lastTicket, now),
    refusals: Object.fromEntries(Object.entries(state.refusals).filter(([, one]) => current(one, now))),
  }
  if (state.ticket && !current(state.ticket, now)) return closeTicket(after, now)
  return isIdle(after, now) ? goHome(after) : after
}

function current(lasting, now) {
  return lasting && now < lasting.until ? lasting : null
}

function isIdle(state, now) {
  return !state.ticket && !state.sending && now - state.touchedAt >= IDLE_MILLISECONDS
}

function goHome(state) {
  return { ...state, language: state.first, page: 0, unheard: null }
}
