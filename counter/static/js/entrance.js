// The clerk comes and goes: log in, log out.
import * as desks from "./desk.js"

const LOGIN_NEEDED = { kind: "first", key: "counter.login.needed", params: {} }

/** state(), show(next), fail(error), begin(), signOut(next), remembered(): of the clerk's screen. */
export function makeEntrance({ api, state, show, fail, begin, signOut, remembered }) {
  async function logIn(username, password) {
    if (state().act) return
    if (!username || !password) return show({ ...state(), notice: LOGIN_NEEDED })
    show({ ...state(), act: "login", notice: null })
    try {
      const { user } = await api.postOnce("/sessions", { username, password })
      show({ ...desks.signedIn(state(), user), ...remembered() })
      begin()
    } catch (error) {
      fail(error)
    }
  }

  /** The server closes the counter of who logs out, unless a visitor is still in hand. */
  async function logOut() {
    if (state().act) return
    if (!desks.mayLeave(state())) return show(desks.askedToLeave(state()))
    show({ ...state(), act: "leave", notice: null })
    try {
      await api.del("/sessions/current")
      signOut(desks.signedOut(state()))
    } catch (error) {
      fail(error)
    }
  }

  return { logIn, logOut }
}
