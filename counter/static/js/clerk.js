// What the clerk does and what the server answers: joins the desk's state with HTTP and the branch's events.
import { newRequestId } from "#shared/api.js"
import { coalesce } from "#shared/coalesce.js"
import { freesCounter } from "./acts.js"
import { daysToCome } from "./appointments.js"
import { hasArrival } from "./arrivals.js"
import * as desks from "./desk.js"
import { makeEntrance } from "./entrance.js"
import { actOfFound } from "./find.js"
import * as kept from "./kept.js"
import { withStill, withTab } from "./lists.js"
import { ticked } from "./papers.js"
import { pathOf } from "./paths.js"
import { lackOf } from "./printing.js"
import { asks } from "./questions.js"
import * as sheets from "./sheets.js"

const SETTLE_MILLISECONDS = 150
const RETRY_MILLISECONDS = 1500

/** watch: of #shared/live.js; onArrival(desk): somebody has begun to wait at this idle desk. */
export function makeClerk({ page, api, watch, onChange, onArrival = () => {} }) {
  let state = { ...desks.start(page), ...remembered() }
  let watching = null
  let loading = false
  let again = false
  let acts = 0
  const loadSoon = coalesce(load, SETTLE_MILLISECONDS)
  const retryLater = coalesce(load, RETRY_MILLISECONDS)
  const now = () => api.serverNow().getTime()

  function show(next) {
    if (next.slip !== state.slip) kept.keepSlip(next.slip)
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
      if (before === acts && state.user) take(desk)
      else again = true
    } catch (error) {
      failLoad(error)
    } finally {
      loading = false
      if (again) loadSoon()
    }
  }

  function take(desk) {
    const before = state.desk
    show(desks.received(state, desk, now()))
    if (hasArrival(before, desk)) onArrival(desk)
  }

  function failLoad(error) {
    if (!error.code) throw error
    if (!state.user) return
    if (error.code === "unauthorised") signOut(desks.refused(state, error))
    else if (error.code === "forbidden") bar()
    else retryLater()
  }

  function bar() {
    stopWatching()
    show(desks.barred(state))
  }

  /** A key or a button: say what comes first, ask what has to be asked, or send it at once. */
  function press(name, subject = desks.subjectOf(state, name, now())) {
    if (!desks.possible(state, name)) return sayWhatFirst(name)
    if (name === "reopen" && subject === null) return say("counter.first.nothing_to_reopen")
    const lacking = name === "reprint" ? lackOf(state.desk, subject) : null
    if (lacking) return say(`counter.first.${lacking}`)
    if (asks(name, state.desk)) return openSheet(name, subject)
    return act(name, subject)
  }

  function openSheet(kind, subject = null, about = {}) {
    show(sheets.opened(state, kind, subject, about))
    if (kind === "transfer") loadTargets()
    if (kind === "follow_up") loadDays()
  }

  async function loadDays() {
    try {
      const { days } = await api.get(`/services/${state.desk.ticket.service_id}/open-days`)
      show(sheets.withDays(state, daysToCome(days, now())))
    } catch (error) {
      keepGoing(error)
      show(sheets.withDays(state, null))
    }
  }

  /** Without them a visitor can still be sent to another service or counter of this hall. */
  async function loadTargets() {
    try {
      const { branches } = await api.get("/transfer-targets")
      show({ ...state, targets: branches })
    } catch (error) {
      keepGoing(error)
    }
  }

  function submit() {
    if (!state.sheet || !asks(state.sheet.kind, state.desk)) return
    if (state.sheet.kind === "find") return choose(state.sheet.rows.find((row) => row.id === state.sheet.picked))
    return command(sheets.commandOf(state))
  }

  /** Call, resume or let rejoin whom the clerk has found. */
  function choose(row) {
    if (!row) return
    const name = actOfFound(row, state.desk, now())
    if (name === null) return say("counter.first.not_from_here")
    return name === "call" ? command(sheets.callOf(state.sheet, row)) : press(name, row.id)
  }

  function command({ act: name, subject, body, problem }) {
    if (problem) return show(sheets.lacking(state, problem))
    if (!desks.possible(state, name)) return sayWhatFirst(name)
    return act(name, subject, body)
  }

  async function act(name, subject = null, body = {}) {
    if (!desks.possible(state, name)) return sayWhatFirst(name)
    const attempt = desks.attemptFor(state, name, subject, body, newRequestId)
    acts += 1
    show(desks.sent(state, attempt))
    const isDone = await send(attempt)
    load()
    if (isDone && isNextDue(name)) await act("call")
  }

  async function send({ act: name, subject, body, requestId }) {
    try {
      const answer = await api.post(pathOf(name, subject), { request_id: requestId, ...body })
      acts += 1
      show(desks.answered(state, name, answer, now()))
      return true
    } catch (error) {
      acts += 1
      fail(error)
      return false
    }
  }

  /** Only the clerk's own act, just answered, may call the next by itself: never a load, a reload or a reconnect. */
  function isNextDue(name) {
    return state.auto && freesCounter(name) && desks.moment(state) === "idle"
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

  function say(key) {
    show({ ...state, notice: { kind: "first", key, params: {} } })
  }

  function tick(place) {
    const papers = ticked(state.papers, state.desk.ticket, place)
    kept.keepPapers(papers)
    show({ ...state, papers })
  }

  function toggleAuto() {
    kept.keepAuto(!state.auto)
    show({ ...state, auto: !state.auto })
  }

  function stopWatching() {
    watching?.stop()
    watching = null
  }

  function signOut(next) {
    stopWatching()
    acts += 1
    document.documentElement.dataset.live = "no"
    show({ ...next, ...remembered(), slip: null })
  }

  function begin() {
    load()
    const branchId = state.user.branch_id ?? page.branch_id
    if (branchId) watching = watch({ branchId, api, onPicture, onEvent, onStale, onRefused: load })
  }

  function onPicture(picture) {
    if (state.hall?.id !== picture.branch.id) show({ ...state, hall: picture.branch })
    if (picture.seq !== state.desk?.seq) loadSoon()
  }

  function onEvent(event) {
    const next = desks.heard(state, event)
    if (next !== state) show(next)
  }

  function onStale(seconds) {
    const isBack = seconds === null && state.staleSeconds !== null
    show({ ...state, staleSeconds: seconds })
    if (isBack) loadSoon()
  }

  const entrance = makeEntrance({ api, state: () => state, show, fail, begin, signOut, remembered })
  if (state.user) begin()
  return {
    ...entrance,
    state: () => state,
    load,
    press,
    submit,
    choose,
    openSheet,
    closeSheet: () => state.sheet && show(sheets.closed(state)),
    type: (name, value) => show(sheets.typed(state, name, value)),
    step: (by) => show(sheets.stepped(state, by)),
    pick: (id) => show(sheets.picked(state, id)),
    tick,
    toggleAuto,
    openTab: (tab) => show({ ...state, lists: withTab(state.lists, tab, state.desk) }),
    keepStill: (still) => show({ ...state, lists: withStill(state.lists, still, state.desk) }),
  }
}

/** What the browser kept for this clerk's window. */
function remembered() {
  return { auto: kept.keptAuto(), papers: kept.keptPapers(), slip: kept.keptSlip() }
}

function keepGoing(error) {
  if (!error.code) throw error
}
