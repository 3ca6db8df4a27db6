// What the console's shell knows: who sits here, which halls they may see, where they are. No DOM here.
import { asciiDigits } from "#shared/words.js"
import { entriesFor } from "./navigation.js"

/** place: what the address asks for, as placeOf() in address.js reads it. */
export function start({ user, place }) {
  return { user, place, halls: null, act: null, notice: null }
}

/** Return what to show: login, clerk, loading, nowhere, choose or inside. */
export function moment(state) {
  if (!state.user) return "login"
  if (entriesFor(state.user).length === 0) return "clerk"
  if (!state.halls) return "loading"
  if (state.halls.length === 0) return "nowhere"
  return hallOf(state) ? "inside" : "choose"
}

export function hallOf(state) {
  return state.halls?.find((hall) => hall.id === state.place.hallId) ?? null
}

export function mayChoose(state) {
  return (state.halls?.length ?? 0) > 1
}

/** Return where somebody really is: in their only hall, and on an entry that is theirs. */
export function settledPlace({ user, halls, place }) {
  const known = halls.find((hall) => hall.id === place.hallId) ?? (halls.length === 1 ? halls[0] : null)
  if (!known) return { hallId: null, page: null }
  const names = entriesFor(user).map((entry) => entry.name)
  return { hallId: known.id, page: names.includes(place.page) ? place.page : names[0] }
}

export function withHalls(state, halls) {
  return moved({ ...state, halls }, state.place)
}

export function moved(state, place) {
  const next = { ...state, place }
  return next.user && next.halls?.length ? { ...next, place: settledPlace(next) } : next
}

export function signedIn(state, user) {
  return start({ user, place: state.place })
}

/** notice: why, when it was not one's own wish; the place is kept for whoever logs in again. */
export function signedOut(state, notice = null) {
  return { ...start({ user: null, place: state.place }), notice }
}

export function busy(state, act) {
  return { ...state, act, notice: null }
}

export function refused(state, refusal) {
  return { ...state, act: null, notice: refusal }
}

/** Return the halls whose names hold every word that was typed, in whatever language and digits. */
export function hallsNamed(halls, text) {
  const wanted = folded(text).split(/\s+/).filter(Boolean)
  return halls.filter((hall) => {
    const names = folded([hall.code, ...Object.values(hall.names)].join(" "))
    return wanted.every((word) => names.includes(word))
  })
}

function folded(text) {
  return asciiDigits(text.trim().toLowerCase())
}
