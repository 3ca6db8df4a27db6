/** What stands where on the board, from a picture; no drawing here. */

const SHARE_SECONDS = 10
const PANEL_CALLS = 2
const CLOSED_AFTER_SECONDS = 600
const RECENT_CALLS = 6
const STRIP_SERVICES = 6
const TURN_SECONDS = 10

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

export function recentCalls(picture, now) {
  const shown = panelCalls(picture, now)
  return picture.calls.filter((call) => !shown.includes(call)).slice(0, RECENT_CALLS)
}

export function serviceOf(picture, call) {
  return picture.services.find((service) => service.id === call.service_id)
}

/** The services in even pages: 8 of them are 4 and 4, not 6 and 2. */
export function stripPages(services) {
  const pages = Math.max(1, Math.ceil(services.length / STRIP_SERVICES))
  const size = Math.ceil(services.length / pages)
  return Array.from({ length: pages }, (_, page) => services.slice(page * size, (page + 1) * size))
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
