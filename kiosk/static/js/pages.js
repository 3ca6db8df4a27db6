/**
 * Where a visitor stands in the kiosk, as plain data: every function takes a state and returns the next one.
 *
 * `now` is milliseconds of a clock that only goes forward. page: the visitor's own step; pageOf() says what is shown.
 */
import { closedWhy, hallOf, hasPage, serviceOf, STANDARD } from "./hall.js"
import { typed } from "./identity.js"

export const PLAIN_MODES = { large: false, contrast: false, spoken: false, volume: 3 }
export const LOUDEST = 5
const QUERY_LENGTH = 24
const EMPTY_WISH = { serviceIds: [], looking: null, priorityClass: STANDARD, digits: "", wrong: null }

const NEW_VISIT = {
  page: "services", path: null, shelfPage: 0, query: "", keys: "letters", wish: EMPTY_WISH, modes: PLAIN_MODES, cursor: null,
  fresh: true, warnedAt: null, unheard: null, notice: null,
}

export function startKiosk(language) {
  return {
    ...NEW_VISIT, page: "attract", first: language, language, touchedAt: 0, turnedAt: -Infinity, picture: null, guide: null,
    linkLost: false, sending: null, withdrawing: null, ticket: null, lastTicket: null, trouble: null, refusals: {},
  }
}

/** Which page stands before the visitor. A ticket in hand is read to the end, whatever happens meanwhile. */
export function pageOf(state) {
  if (state.ticket) return "ticket"
  if (state.linkLost || state.trouble) return "trouble"
  if (!state.picture || !state.guide) return "starting"
  return state.picture.branch.open ? state.page : "closed"
}

/** The same more closely: what is under a finger changes whenever this does. */
export function placeOf(state) {
  const warned = state.warnedAt === null ? "" : "!"
  return [pageOf(state), state.path, state.shelfPage, state.wish.looking, state.wish.serviceIds.length, warned].join("/")
}

/** The hall as this state knows it. */
export function hall(state) {
  return hallOf(state)
}

export function chosenIds({ wish: { serviceIds, looking } }) {
  return looking === null || serviceIds.includes(looking) ? serviceIds : [...serviceIds, looking]
}

/** The next visitor finds the kiosk as the first one did. */
export function goHome(state) {
  return { ...state, ...NEW_VISIT, language: state.first }
}

export function begin(state) {
  return state.page === "attract" ? { ...state, page: "services", fresh: false } : state
}

/** Reading on in another language loses nothing that was chosen. */
export function chooseLanguage(state, language) {
  return { ...begin(state), language, query: "", keys: "letters", cursor: null }
}

export function openGroup(state, path) {
  return { ...state, path, shelfPage: 0, page: "services", notice: null }
}

export function turnPage(state, shelfPage) {
  return { ...state, shelfPage }
}

/** To the page before: never out of a visit, and never past what was chosen. */
export function goBack(state) {
  if (state.page === "identity") return { ...state, page: "service", wish: { ...state.wish, digits: "", wrong: null } }
  if (state.page === "service") return { ...state, page: "services", wish: { ...state.wish, looking: null } }
  if (state.page === "search") return { ...state, page: "services", query: "" }
  if (state.path !== null) return openGroup(state, parentOf(state, state.path))
  const looking = state.wish.serviceIds.at(-1)
  return looking === undefined ? state : showService(without(state, looking), looking)
}

function parentOf(state, path) {
  return hall(state).groups.find((group) => group.code === path)?.parent ?? null
}

export function openSearch(state) {
  return { ...state, page: "search", query: "", keys: "letters" }
}

export function typeLetter(state, letter) {
  return { ...state, query: (state.query + letter).slice(0, QUERY_LENGTH) }
}

export function eraseLetter(state) {
  return { ...state, query: state.query.slice(0, -1) }
}

export function turnKeys(state) {
  return { ...state, keys: state.keys === "letters" ? "digits" : "letters" }
}

/** Why a service cannot be chosen: {code, message?}, or null when it can. */
export function refusalOf(state, serviceId) {
  const service = state.picture && serviceOf(state.picture, serviceId)
  if (!service) return { code: "not_found" }
  const why = closedWhy(service)
  return state.refusals[serviceId] ?? (why ? { code: why } : null)
}

/** What one touch of a service leads to: its page, or nothing when it cannot be chosen. */
export function lookAt(state, serviceId) {
  return refusalOf(state, serviceId) || state.sending ? state : showService(state, serviceId)
}

/** Whether a touch of a service is the whole wish: nothing to read, nothing to choose, nothing chosen before. */
export function isQuick(state, serviceId) {
  const known = hall(state)
  const service = serviceOf(known, serviceId)
  return service !== undefined && !hasPage(known, service) && state.wish.serviceIds.length === 0
}

function showService(state, looking) {
  return { ...state, page: "service", notice: null, wish: { ...state.wish, looking } }
}

export function mayAddService(state) {
  const known = hall(state)
  const most = Math.min(known.rules.services_per_ticket, known.services.length)
  return !known.offline && chosenIds(state).length < most
}

/** Keep the service on view and look for another one. */
export function addService(state) {
  if (!mayAddService(state)) return state
  const wish = { ...state.wish, serviceIds: chosenIds(state), looking: null }
  return { ...state, wish, page: "services", path: null, shelfPage: 0, query: "" }
}

export function removeService(state, serviceId) {
  return without(state, serviceId)
}

function without(state, serviceId) {
  const serviceIds = state.wish.serviceIds.filter((id) => id !== serviceId)
  return { ...state, wish: { ...state.wish, serviceIds } }
}

export function chooseClass(state, priorityClass) {
  return { ...state, wish: { ...state.wish, priorityClass } }
}

export function typeDigit(state, kind, digit) {
  return { ...state, wish: { ...state.wish, digits: typed(kind, state.wish.digits, digit), wrong: null } }
}

export function eraseDigit(state) {
  return { ...state, wish: { ...state.wish, digits: state.wish.digits.slice(0, -1), wrong: null } }
}

/** large, contrast, spoken: on or off, until the visitor goes. */
export function turnMode(state, mode) {
  return { ...begin(state), modes: { ...state.modes, [mode]: !state.modes[mode] } }
}

export function turnVolume(state, step) {
  const volume = Math.max(1, Math.min(LOUDEST, state.modes.volume + step))
  return { ...state, modes: { ...state.modes, volume } }
}

export function moveCursor(state, cursor) {
  return { ...state, cursor }
}
