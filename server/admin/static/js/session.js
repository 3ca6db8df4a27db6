// Logging in and out, and the halls somebody may see: joins the console's state with HTTP and the address.
import { placeOf } from "./address.js"
import * as consoles from "./console.js"
import { refusalOf } from "./refusals.js"

const RETRY_MILLISECONDS = 3000
const LOGIN_NEEDED = { code: "login_needed", message: "", params: {} }

/** hash(): the address's; timers: of the browser. */
export function makeSession({ page, api, hash, onChange, timers = globalThis }) {
  let state = consoles.start({ user: page.user, place: placeOf(hash()) })

  function show(next) {
    state = next
    onChange(state)
  }

  async function loadHalls() {
    const { user } = state
    if (consoles.moment(state) === "clerk") return
    try {
      const { branches } = await api.get("/branches")
      if (state.user === user) show(consoles.withHalls(state, branches))
    } catch (error) {
      failHalls(error, user)
    }
  }

  function failHalls(error, user) {
    if (state.user !== user) return
    if (error.code === "unauthorised") return signOut(error)
    show(consoles.refused(state, refusalOf(error)))
    timers.setTimeout(() => state.user === user && loadHalls(), RETRY_MILLISECONDS)
  }

  async function logIn(username, password) {
    if (state.act) return
    if (!username || !password) return show(consoles.refused(state, LOGIN_NEEDED))
    show(consoles.busy(state, "login"))
    try {
      const { user } = await api.postOnce("/sessions", { username, password })
      show(consoles.signedIn(state, user))
      await loadHalls()
    } catch (error) {
      show(consoles.refused(state, refusalOf(error)))
    }
  }

  async function logOut() {
    if (state.act) return
    show(consoles.busy(state, "leave"))
    try {
      await api.del("/sessions/current")
      show(consoles.signedOut(state))
    } catch (error) {
      if (error.code === "unauthorised") show(consoles.signedOut(state))
      else show(consoles.refused(state, refusalOf(error)))
    }
  }

  /** The log-in has ended by itself. */
  function signOut(error) {
    show(consoles.signedOut(state, refusalOf(error)))
  }

  if (state.user) loadHalls()
  return {
    state: () => state,
    moved: () => show(consoles.moved(state, placeOf(hash()))),
    logIn,
    logOut,
    signOut,
  }
}
