// The lobby room of one hall: keeps its displays, sound, notices and media fresh, and carries changes to the server.
import { newRequestId } from "#shared/api.js"
import { attemptFor } from "../board/acts.js"
import { isAnswered, refusalOf } from "../refusals.js"
import { urgentDisplays } from "./displays.js"
import { doorOf, keyOf, readForm, sourceOf } from "./forms.js"
import { bodyOf, moves } from "./media.js"
import * as lobbies from "./state.js"
import { makeUploads } from "./uploads.js"

const POLL_MILLISECONDS = 15_000
const BARRED = ["forbidden", "not_found"]
const SOURCES = {
  hall: { path: "displays", take: (answer) => answer },
  notices: { path: "notices", take: (answer) => answer.notices },
  media: { path: "media", take: (answer) => answer.media },
}
const HEARD = { look_changed: "hall", sound_changed: "hall", media_changed: "media", notice_made: "notices", notice_ended: "notices" }

/** send: of sending.js; watch: of #shared/live.js; version(): of the screens' files, as the server has them; onSignedOut(error): the log-in has ended. */
export function makeLobby({ hall, user, api, send, watch, version, onChange, onSignedOut, timers = globalThis }) {
  const query = user.branch_id === null ? `?branch_id=${hall.id}` : ""
  const asked = { hall: 0, notices: 0, media: 0 }
  let state = lobbies.start()
  let stopped = false
  const now = () => api.serverNow().getTime()
  const context = () => ({ languages: state.hall.languages, timeZone: hall.time_zone, now: now() })
  const showChange = (change) => show(change(state))
  const uploads = makeUploads({ hall, send, show: showChange, onDone: () => load("media"), onFailed: leaveIfOut })

  function show(next) {
    state = next
    if (!stopped) onChange()
  }

  /** An answer that was overtaken by a later question is not shown. */
  async function load(name) {
    const turn = (asked[name] += 1)
    try {
      const answer = await api.get(`/branches/${hall.id}/${SOURCES[name].path}`)
      if (turn === asked[name]) show(lobbies.received(state, name, SOURCES[name].take(answer)))
    } catch (error) {
      failLoad(error)
    }
  }

  function loadAll() {
    for (const name of Object.keys(SOURCES)) load(name)
  }

  function failLoad(error) {
    const refusal = refusalOf(error)
    if (leaveIfOut(error)) return
    show(BARRED.includes(error.code) ? { ...state, barred: refusal } : lobbies.failed(state, now()))
  }

  function leaveIfOut(error) {
    const isOut = error.code === "unauthorised"
    if (isOut && !stopped) onSignedOut(error)
    return isOut
  }

  function type(kind, id, name, value) {
    const form = lobbies.formOf(state, kind, id, context())
    if (form) show(lobbies.typed(state, form, name, value))
  }

  function submit(kind, id = null) {
    const source = sourceOf(kind, state, id)
    if (!source) return
    const form = lobbies.formOf(state, kind, id, context())
    const read = readForm(form, source, context())
    if (read.problem) return show(lobbies.lacking(state, form, read))
    return command(kind, id, read.body)
  }

  async function command(kind, id, body) {
    if (lobbies.isBusy(state, kind, id)) return
    const key = keyOf(kind, id)
    const attempt = attemptFor(state.attempts, key, body, newRequestId)
    show(lobbies.sending(state, key, attempt))
    try {
      await deliver(doorOf(kind, id, hall.id), { request_id: attempt.requestId, ...body })
      show(lobbies.done(state, kind, id, now()))
    } catch (error) {
      failCommand(error, key)
    }
    loadAll()
  }

  function deliver({ method, path }, body) {
    if (method === "upload") return send(path, body)
    return api[method](path.startsWith("/branches/") ? path : path + query, body)
  }

  function failCommand(error, key) {
    const refusal = refusalOf(error)
    if (!leaveIfOut(error)) show(lobbies.refused(state, key, refusal, isAnswered(error)))
  }

  /** Put a medium one place earlier (-1) or later (1). */
  async function move(id, by) {
    if (lobbies.isBusy(state, "order")) return
    const key = keyOf("order")
    show(lobbies.sending(state, key, { busy: true, refusal: null }))
    try {
      for (const { medium, place } of moves(lobbies.rowsOf(state, "media").filter((one) => !one.isGone), id, by)) {
        await api.put(`/media/${medium.id}${query}`, { ...bodyOf(medium), place })
      }
      show(lobbies.dropped(state, "order"))
    } catch (error) {
      failCommand(error, key)
    }
    load("media")
  }

  const polling = timers.setInterval(loadAll, POLL_MILLISECONDS)
  const watching = watch({
    branchId: hall.id, api, onPicture: () => {},
    onEvent: ({ kind }) => HEARD[kind] && load(HEARD[kind]),
    onStale: (seconds) => show({ ...state, staleSeconds: seconds }),
  })
  loadAll()

  return {
    state: () => state,
    version,
    form: (kind, id = null) => lobbies.formOf(state, kind, id, context()),
    turn: (part) => show(lobbies.turned(state, part)),
    open: (kind, id = null) => show(lobbies.opened(state, kind, id)),
    close: () => show(lobbies.closed(state)),
    discard: (kind, id = null) => show(lobbies.dropped(state, kind, id)),
    type,
    submit,
    move,
    upload: uploads.add,
    retryUpload: uploads.retry,
    dropUpload: (key) => show(lobbies.uploadDropped(state, key)),
    urgent: () => (state.hall ? urgentDisplays(state.hall, now(), version()) : 0),
    stop() {
      stopped = true
      timers.clearInterval(polling)
      watching.stop()
    },
  }
}
