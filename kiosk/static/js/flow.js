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
const TOUCH_KEPT_MILLISECONDS = 120_000

/** Refusals of one service; any other trouble is the whole kiosk's. */
const SERVICE_REFUSALS = ["service_closed", "range_used_up", "not_found"]
const UNHEARD = "no_connection"

export function startFlow(language) {
  return {
    first: language, language, page: 0, touchedAt: 0, picture: null, linkLost: false, sending: null, unheard: null,
    ticket: null, lastTicket: null, trouble: null, notice: null, refusals: {},
  }
}

/** Which page stands before the visitor. A ticket in hand is read to the end, whatever happens meanwhile. */
export function pageOf(state) {
  if (state.ticket) return "ticket"
  if (state.linkLost || state.trouble) return "trouble"
  if (!state.picture) return "starting"
  return state.picture.branch.open ? "services" : "closed"
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
 * A touch whose answer was never heard may have made a ticket that nobody knows: the next touch of that service asks
 * for the same one again, so that no number stays without a visitor.
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
  return { ...state, sending: null, unheard: null, trouble: null, ticket: shown, lastTicket: ticket }
}

export function refused(state, { code, message, details = {} }, now) {
  const { sending } = state
  const after = { ...state, sending: null, unheard: code === UNHEARD ? sending : null }
  if (code === "hall_closed") return { ...after, notice: { code, message, until: now + NOTICE_MILLISECONDS } }
  if (!SERVICE_REFUSALS.includes(code)) return { ...after, trouble: { code, until: now + troubleLength(code) } }
  const refusal = { code, message, opensAt: details.opens_at ?? null, until: now + REFUSAL_MILLISECONDS }
  return {
    ...after,
    notice: { code, message, until: now + NOTICE_MILLISECONDS },
    refusals: { ...state.refusals, [sending.serviceId]: refusal },
  }
}

/** A command without an answer is soon judged by the link itself; of other troubles only the next try can tell. */
function troubleLength(code) {
  return code === UNHEARD ? UNHEARD_MILLISECONDS : TROUBLE_MILLISECONDS
}

/** Why a service cannot be chosen: {code, opensAt}, or undefined when it can. */
export function refusalOf(state, service) {
  if (service.open === false) return { code: "service_closed", opensAt: service.opens_at ?? null }
  return state.refusals[service.id]
}

function isRefused(state, serviceId) {
  const service = state.picture.services.find((one) => one.id === serviceId)
  return !service || refusalOf(state, service) !== undefined
}

/** The last visitor hears of a failed paper even if the page has gone back, unless another one is being served. */
export function printFailed(state, { ticket_id: ticketId, state: printState }, now) {
  if (ticketId !== state.lastTicket?.id || state.sending) return state
  return { ...state, ticket: { ...state.lastTicket, until: now + TICKET_MILLISECONDS, printState } }
}

export function closeTicket(state) {
  return goHome({ ...state, ticket: null })
}

export function stayLonger(state, now) {
  return state.ticket ? { ...state, ticket: { ...state.ticket, until: now + TICKET_MILLISECONDS } } : state
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
  const { trouble, notice, ticket } = state
  const after = {
    ...state,
    trouble: trouble && now < trouble.until ? trouble : null,
    notice: notice && now < notice.until ? notice : null,
    refusals: Object.fromEntries(Object.entries(state.refusals).filter(([, one]) => now < one.until)),
  }
  if (ticket && now >= ticket.until) return closeTicket(after)
  return isIdle(after, now) ? goHome(after) : after
}

function isIdle(state, now) {
  return !state.ticket && !state.sending && now - state.touchedAt >= IDLE_MILLISECONDS
}

function goHome(state) {
  return { ...state, language: state.first, page: 0 }
}
