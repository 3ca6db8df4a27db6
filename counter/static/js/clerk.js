// What the clerk does and what the server answers: joins the desk's state with HTTP and the branch's events.
import { newRequestId } from "#shared/api.js"
import { coalesce } from "./coalesce.js"
import * as desks from "./desk.js"
import { pathOf } from "./paths.js"

const SETTLE_MILLISECONDS = 150
const RETRY_MILLISECONDS = 3000
const LOGIN_NEEDED = { kind: "first", key: "counter.login.needed", params: {} }
const COUNTER_ACTS = ["open", "close"]

/** watch: of #shared/live.js. */
export function makeClerk({ page, api, watch, onChange }) {
  let state = desks.start(page)
  let watching = null
  let loading = false
  let again = false
  let acts = 0
  const loadSoon = coalesce(load, SETTLE_MILLISECONDS)
  const retryLater = coalesce(load, RETRY_MILLISECONDS)

  function show(next) {
    state = next
    onChange(state)
  }

  /** An answer that an act has overtaken is thrown away and asked for again. */
  async function load() {
    if (!state.user) return
    again = loading
    if (loading) return
    loading = true
    const before = acts
    try {
      const desk = await api.get("/desk")
      if (before === acts && state.user) show(desks.received(state, desk))
      else again = true
    } catch (error) {
      failLoad(error)
    } finally {
      loading = false
      if (again) loadSoon()
    }
  }

  function failLoad(error) {
    if (!error.code) throw error
    if (!state.user) return
    if (error.code === "unauthorised") signOut(desks.refused(state, error))
    else if (error.code === "forbidden") bar()
    else retryLater()
  }

  function bar() {
    watching?.stop()
    watching = null
    show(desks.barred(state))
  }

  async function act(name, subject = null) {
    if (!desks.possible(state, name)) return sayWhatFirst(name)
    const attempt = desks.attemptFor(state, name, subject, newRequestId)
    acts += 1
    show(desks.sent(state, attempt))
    await send(name, subject, attempt)
    load()
  }

  async function send(name, subject, attempt) {
    try {
      const answer = await api.post(pathOf(name, subject), { request_id: attempt.requestId })
      acts += 1
      show(COUNTER_ACTS.includes(name) ? desks.seated(state, answer) : desks.answered(state, answer))
    } catch (error) {
      acts += 1
      fail(error)
    }
  }

  function fail(error) {
    if (!error.code) throw error
    const next = desks.refused(state, error)
    if (next.user) show(next)
    else signOut(next)
  }

  function sayWhatFirst(name) {
    const notice = desks.whatFirst(state, name)
    if (notice) show({ ...state, notice })
  }

  async function logIn(username, password) {
    if (state.act) return
    if (!username || !password) return show({ ...state, notice: LOGIN_NEEDED })
    show({ ...state, act: "login", notice: null })
    try {
      const { user } = await api.postOnce("/sessions", { username, password })
      show(desks.signedIn(state, user))
      begin()
    } catch (error) {
      fail(error)
    }
  }

  async function logOut() {
    if (state.act) return
    if (!desks.mayLeave(state)) return show(desks.askedToLeave(state))
    show({ ...state, act: "leave", notice: null })
    try {
      await closeEmptyCounter()
      await api.del("/sessions/current")
      signOut(desks.signedOut(state))
    } catch (error) {
      fail(error)
    }
  }

  // A clerk who goes home must not keep the counter, nor stand in the estimates as one who serves.
  async function closeEmptyCounter() {
    const { counter, ticket } = state.desk ?? {}
    if (counter && !ticket) await api.post(pathOf("close", counter.id)).catch(keepGoing)
  }

  function signOut(next) {
    watching?.stop()
    watching = null
    acts += 1
    document.documentElement.dataset.live = "no"
    show(next)
  }

  function begin() {
    load()
    const branchId = state.user.branch_id ?? page.branch_id
    if (branchId) watching = watch({ branchId, api, onPicture, onStale, onRefused: load })
  }

  function onPicture(picture) {
    if (state.hall?.id !== picture.branch.id) show({ ...state, hall: picture.branch })
    if (picture.seq !== state.desk?.seq) loadSoon()
  }

  function onStale(seconds) {
    const isBack = seconds === null && state.staleSeconds !== null
    show({ ...state, staleSeconds: seconds })
    if (isBack) loadSoon()
  }

  if (state.user) begin()
  return { state: () => state, act, logIn, logOut }
}

function keepGoing(error) {
  if (!error.code) throw error
}
