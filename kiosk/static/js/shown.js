/** What of the hall stands before a visitor now: the shelf and the search's results, for drawing and for speech. */
import { find } from "./finder.js"
import { entriesIn } from "./hall.js"
import { shelf } from "./shelf.js"

const SEARCHABLE = 8

/** A hall of few services has no search: it would cost more than it finds. */
export function isSearchable(hall) {
  return hall.services.length > SEARCHABLE
}

export function hasBar(state, hall) {
  return state.path !== null || state.wish.serviceIds.length > 0 || isSearchable(hall)
}

/** Returns {entries, columns, page, pages}. */
export function shelfOf({ state, hall, room }) {
  return shelf(entriesIn(hall, state.path, room.all), state.shelfPage, room, hasBar(state, hall))
}

/** Returns {shown, all}: the services that stand on the page, and how many were found. */
export function resultsOf({ state, hall, words, room }) {
  const found = find(hall, state.query, words)
  return { shown: found.slice(0, room.results), all: found.length }
}

/** Whether this is the very first page of a visit. */
export function isLeading(state) {
  return state.path === null && state.shelfPage === 0 && state.wish.serviceIds.length === 0
}
