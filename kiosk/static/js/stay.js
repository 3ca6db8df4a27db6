/** A visitor's stay at the kiosk: what fingers and time alone change (pages.js). */
import { begin, goHome, hall, pageOf, placeOf } from "./pages.js"
import { closeTicket, current } from "./taking.js"

export const WARNING_MILLISECONDS = 20_000
/** So long before a number goes, whoever hears the page rather than sees it is told. */
export const ENDING_MILLISECONDS = 10_000
const SETTLING_MILLISECONDS = 700
/** Between what is said of a number and the warning that it goes. */
const PAUSE_MILLISECONDS = 3_000
const WARNED_PAGES = ["services", "search", "service", "identity"]

/**
 * Any finger on the glass, or key: a number in hand stays longer. With none in hand it may be the next visitor's finger,
 * who must not be shown the last visitor's number.
 */
export function touched(state, now) {
  const after = { ...state, touchedAt: now, fresh: false }
  if (!state.ticket) return { ...after, lastTicket: null }
  return { ...after, ticket: { ...state.ticket, until: now + state.ticket.staysFor, ending: false } }
}

/** "Press any key to keep it": its number is said once more. */
export function keepTicket(state, now) {
  return { ...touched(state, now), cursor: null }
}

/** While something is said no time runs out: whoever listens has not heard yet what they could answer. */
export function listening(state, now) {
  const after = { ...state, touchedAt: now, warnedAt: state.warnedAt === null ? null : now }
  if (!state.ticket) return after
  const { until, ending } = state.ticket
  const least = now + ENDING_MILLISECONDS + (ending ? 0 : PAUSE_MILLISECONDS)
  return { ...after, ticket: { ...state.ticket, until: Math.max(until, least) } }
}

/** A finger, unlike a key, needs no cursor. */
export function fingerCame(state, now) {
  return { ...touched(state, now), cursor: null }
}

/** The keypad's first key turns the spoken guidance on: who needs it finds no button by looking. */
export function keyCame(state, now) {
  const after = touched(begin(state), now)
  return { ...after, modes: { ...after.modes, spoken: true } }
}

/**
 * Returns the state after a change, and since when the page stands: the second half of a double tap would meet whatever
 * the first half has brought under the finger, be it the end of a number just taken or a second ticket.
 */
export function turned(before, after, now) {
  if (placeOf(before) === placeOf(after)) return after
  return { ...after, turnedAt: now, cursor: null }
}

export function isSettled(state, now) {
  return now - state.turnedAt >= SETTLING_MILLISECONDS
}

/** "Yes, I am still here." */
export function stayOn(state, now) {
  return { ...state, warnedAt: null, touchedAt: now }
}

export function startAgain(state) {
  return goHome(state)
}

/** How long the warning still stands, in milliseconds. */
export function warningLeft(state, now) {
  return state.warnedAt === null ? 0 : Math.max(0, state.warnedAt + WARNING_MILLISECONDS - now)
}

/** What time alone changes. */
export function tick(state, now) {
  const after = forgetOld(state, now)
  if (state.ticket) return current(state.ticket, now) ? withEnding(after, now) : closeTicket(after)
  if (after.sending || after.page === "attract") return after
  if (after.warnedAt !== null) return warningLeft(after, now) > 0 ? after : rest(after)
  return isIdle(after, now) ? leaveOrWarn(after, now) : after
}

/** Eyes have the bar and the count of seconds; ears are warned once. */
function withEnding(state, now) {
  const { ticket, modes } = state
  const ends = modes.spoken && !ticket.ending && ticket.until - now <= ENDING_MILLISECONDS
  return ends ? { ...state, ticket: { ...ticket, ending: true } } : state
}

function forgetOld(state, now) {
  return {
    ...state,
    trouble: current(state.trouble, now),
    notice: current(state.notice, now),
    lastTicket: current(state.lastTicket, now),
    refusals: Object.fromEntries(Object.entries(state.refusals).filter(([, one]) => current(one, now))),
  }
}

/** Before the hall is known nobody is idle: after a reload its visitor may still be standing here. */
function isIdle(state, now) {
  return state.picture !== null && now - state.touchedAt >= hall(state).rules.idle_seconds * 1000
}

/** Whoever has chosen nothing loses nothing; and where nothing can be done, nobody is asked to go on. */
function leaveOrWarn(state, now) {
  const asked = !state.fresh && WARNED_PAGES.includes(pageOf(state))
  return asked ? { ...state, warnedAt: now } : rest(state)
}

function rest(state) {
  return { ...goHome(state), page: "attract" }
}
