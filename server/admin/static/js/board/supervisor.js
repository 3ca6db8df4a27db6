// The live board of one hall: keeps its picture fresh and carries the supervisor's acts to the server.
import { newRequestId } from "#shared/api.js"
import { coalesce } from "#shared/coalesce.js"
import { isAnswered, refusalOf } from "../refusals.js"
import { attemptFor, keyOf, pathOf } from "./acts.js"
import { newHelp, unansweredHelp } from "./alarms.js"
import { asksFirst, bodyOf } from "./forms.js"
import * as boards from "./state.js"

const SETTLE_MILLISECONDS = 200
const RETRY_MILLISECONDS = 3000
const BARRED = ["forbidden", "not_found"]

/** watch: of #shared/live.js; ring(): the sound of a call for help; onSignedOut(error): the log-in has ended. */
export function makeSupervisor({ hall, user, api, watch, ring, onChange, onSignedOut }) {
  const cityWide = user.branch_id === null
  let state = boards.start()
  let loading = false
  let again = false
  let stopped = false
  const loadSoon = coalesce(load, SETTLE_MILLISECONDS)
  const retryLater = coalesce(load, RETRY_MILLISECONDS)
  const now = () => api.serverNow().getTime()

  function show(next) {
    state = next
    if (!stopped) onChange()
  }

  async function load() {
    again = loading
    if (loading || stopped) return
    loading = true
    try {
      take(await api.get(`/branches/${hall.id}/board`))
    } catch (error) {
      failLoad(error)
    } finally {
      loading = false
      if (again) loadSoon()
    }
  }

  function take(board) {
    const news = newHelp(state.board, board)
    show(boards.received(state, board))
    if (news.length && !stopped) ring()
  }

  function failLoad(error) {
    if (!error.code) throw error
    if (error.code === "unauthorised") return leave(error)
    if (BARRED.includes(error.code)) return show({ ...state, barred: refusalOf(error) })
    show(boards.failed(state, now()))
    retryLater()
  }

  function leave(error) {
    if (!stopped) onSignedOut(error)
  }

  /** Do it at once when nothing has to be asked; otherwise ask. subject: {id, told: what its sentence names}. */
  function act(name, subject, { alone = false } = {}) {
    if (!asksFirst(name)) return send(name, subject, {})
    show(boards.asked(state, name, subject, alone))
    if (name === "move") loadTargets()
  }

  function submit() {
    const { form } = state.dialog
    const { body, problem } = bodyOf(form, state.board)
    if (problem) return show(boards.lacking(state, problem))
    return send(form.act, form.subject, body)
  }

  async function send(name, subject, body) {
    if (boards.isBusy(state, name, subject)) return
    const key = keyOf(name, subject)
    const attempt = attemptFor(state.attempts, key, body, newRequestId)
    show(boards.sending(state, key, attempt))
    try {
      const path = pathOf(name, { ...subject, hallId: hall.id }, cityWide)
      await api.post(path, { request_id: attempt.requestId, ...body })
      show(boards.done(state, name, subject, now()))
    } catch (error) {
      failAct(error, key)
    }
    load()
  }

  function failAct(error, key) {
    const refusal = refusalOf(error)
    if (error.code === "unauthorised") return leave(error)
    show(boards.refused(state, key, refusal, isAnswered(error)))
  }

  /** Without them a ticket can still be moved within the hall. */
  async function loadTargets() {
    try {
      const query = cityWide ? `?branch_id=${hall.id}` : ""
      const { branches } = await api.get(`/transfer-targets${query}`)
      show({ ...state, targets: branches })
    } catch (error) {
      refusalOf(error)
    }
  }

  const watching = watch({
    branchId: hall.id,
    api,
    onPicture: loadSoon,
    onStale: (seconds) => show({ ...state, staleSeconds: seconds }),
    onRefused: loadSoon,
  })
  load()

  return {
    state: () => state,
    open: (kind, id) => show(boards.opened(state, { kind, id })),
    close: () => show(boards.closed(state)),
    back: () => show(boards.turnedBack(state)),
    type: (name, value) => show(boards.typed(state, name, value)),
    offer: (serviceId, offer) => show(boards.offerChanged(state, serviceId, offer)),
    act,
    submit,
    urgent: () => (state.board ? unansweredHelp(state.board) : 0),
    stop() {
      stopped = true
      watching.stop()
    },
  }
}
