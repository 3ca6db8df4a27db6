/** What stands where on the board, from a picture; no drawing here. */

const SHARE_SECONDS = 10
const PANEL_CALLS = 2
const CLOSED_AFTER_SECONDS = 600
const TURN_SECONDS = 10
const MOST_CLOSED_TOLD = 6
const AT_A_COUNTER = ["called", "serving"]

/** The picture with the calls, lines, counters and missed numbers of some services alone; none named: of all. */
export function zoneOf(picture, serviceIds) {
  if (!serviceIds.length) return picture
  const isOurs = ({ service_id: id }) => serviceIds.includes(id)
  return {
    ...picture,
    services: picture.services.filter(({ id }) => serviceIds.includes(id)),
    counters: picture.counters.filter((counter) => counter.service_ids.some((id) => serviceIds.includes(id))),
    calls: picture.calls.filter(isOurs),
    missed: (picture.missed ?? []).filter(isOurs),
  }
}

/**
 * The newest call, and with it one that came almost at the same moment and is still on its way.
 * None in a closed hall whose last visitor has long been called: then the panel is free to say that it is closed.
 */
export function panelCalls(picture, now) {
  const [newest] = picture.calls
  if (!newest || isOver(picture, newest, now)) return []
  const together = (call) => call === newest || (call.state === "called" && secondsBetween(call, newest) <= SHARE_SECONDS)
  return picture.calls.filter(together).slice(0, PANEL_CALLS)
}

function isOver({ branch }, { called_at: calledAt }, now) {
  return !branch.open && now - Date.parse(calledAt) > CLOSED_AFTER_SECONDS * 1000
}

/** said: the ticket that is being said, which has a row even where newer ones would fill them all (B12). */
export function recentCalls(picture, now, rows, said = null) {
  const shown = panelCalls(picture, now)
  const others = picture.calls.filter((call) => !shown.includes(call))
  const place = others.findIndex((call) => call.ticket_id === said)
  return place < rows || !rows ? others.slice(0, rows) : [...others.slice(0, rows - 1), others[place]]
}

export function serviceOf(picture, call) {
  return picture.services.find((service) => service.id === call.service_id)
}

/** What stands on the sign over a counter: {counter, call, services}; call: null while nobody is there. Null: no such counter. */
export function signOf(picture, counterId) {
  const counter = picture.counters.find((one) => one.id === counterId)
  if (!counter) return null
  const call = picture.calls.find((one) => one.counter_id === counterId && AT_A_COUNTER.includes(one.state)) ?? null
  const services = picture.services.filter((service) => counter.service_ids.includes(service.id))
  return { counter, call, services: call ? services.filter((one) => one.id === call.service_id) : services }
}

/** Services in even pages of at most so many: 8 of them by 6 are 4 and 4, not 6 and 2. */
export function evenPages(services, most) {
  const pages = Math.max(1, Math.ceil(services.length / most))
  const size = Math.ceil(services.length / pages)
  return Array.from({ length: pages }, (_, page) => services.slice(page * size, (page + 1) * size))
}

/** The notices that stand now. */
export function noticesAt({ notices = [] }, now) {
  return notices.filter((notice) => notice.shown && (!notice.until || Date.parse(notice.until) > now))
}

/** {paused, closed}: numbers of counters to tell of. In a closed hall nobody asks; where many desks are closed that is no news. */
export function restingCounters({ branch, counters }) {
  if (!branch.open) return { paused: [], closed: [] }
  const numbers = (state) => counters.filter((counter) => counter.state === state).map((counter) => counter.number)
  const [paused, closed] = [numbers("paused"), numbers("closed")]
  return { paused, closed: closed.length <= MOST_CLOSED_TOLD && closed.length < counters.length ? closed : [] }
}

/** A ticker is told sentence by sentence: a line of its own in the set-up, or parted by a bullet. */
export function tickerParts(text) {
  return (text ?? "").split(/\n|\s[•·]\s/).map((part) => part.trim()).filter(Boolean)
}

/** Which of so many pages is on, at that moment. */
export function turn(count, moment) {
  return count ? Math.floor(moment / 1000 / TURN_SECONDS) % count : 0
}

function secondsBetween(call, other) {
  return Math.abs(Date.parse(call.called_at) - Date.parse(other.called_at)) / 1000
}
