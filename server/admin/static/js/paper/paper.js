// The paper room of one hall: its printers, its templates, and the picture of the one that is edited.
import { refusalOf } from "../refusals.js"
import * as papers from "./state.js"

const TYPING_MILLISECONDS = 400
const PRINTERS_MILLISECONDS = 5000
const BROKEN = "template_broken"

/** press: an api that waits as long as drawing may take; onSignedOut(error): the log-in has ended. */
export function makePaper({ hall, user, api, press, onChange, onSignedOut, timers = globalThis }) {
  const branch = `/branches/${hall.id}`
  const query = user.branch_id === null ? `?branch_id=${hall.id}` : ""
  let state = papers.start()
  let stopped = false
  let resting = null
  let drawing = false
  let again = false

  function show(next) {
    state = next
    if (!stopped) onChange()
  }

  /** Show what has changed, and what it looks like as soon as the typing rests. */
  function change(next) {
    show(next)
    drawSoon()
  }

  function fail(error) {
    if (error.code === "unauthorised" && !stopped) return onSignedOut(error)
    show({ ...state, saving: false, refusal: refusalOf(error) })
  }

  /** said: what has been done, told when the list shows it. */
  async function load(said = null) {
    try {
      const answer = await api.get(`${branch}/templates`)
      change({ ...papers.loaded(state, answer), said })
    } catch (error) {
      fail(error)
    }
  }

  async function loadPrinters() {
    try {
      const { printers } = await api.get(`${branch}/printers`)
      show({ ...state, printers, readAt: api.serverNow().getTime() })
    } catch (error) {
      fail(error)
    }
  }

  function drawSoon() {
    timers.clearTimeout(resting)
    resting = timers.setTimeout(draw, TYPING_MILLISECONDS)
  }

  /** One at a time: a template that takes long must not pile up behind itself. */
  async function draw() {
    again = drawing
    if (drawing || stopped || !state.loaded) return
    drawing = true
    const preview = await drawn(papers.wishOf(state))
    drawing = false
    show({ ...state, preview })
    if (again) drawSoon()
  }

  async function drawn(wish) {
    try {
      return { picture: await press.postOnce(`${branch}/template-previews`, wish), broken: null, of: wish }
    } catch (error) {
      if (error.code === BROKEN) return { ...state.preview, broken: error.details, of: wish }
      fail(error)
      return state.preview
    }
  }

  async function save() {
    if (state.saving || !papers.isDirty(state)) return
    const { fit, source } = state
    show({ ...state, saving: true, refusal: null, said: null })
    try {
      await press.put(`${branch}/templates`, { ...fit, source })
      show({ ...state, saving: false, kept: source })
      await load("saved")
    } catch (error) {
      failSave(error)
    }
  }

  /** A broken one is shown where it is broken; the one kept before still prints. */
  function failSave(error) {
    if (error.code !== BROKEN) return fail(error)
    show({ ...state, saving: false, said: "broken", preview: { ...state.preview, broken: error.details } })
  }

  async function giveUp() {
    if (state.saving) return
    const { fit } = state
    show({ ...state, saving: true, refusal: null, said: null })
    try {
      await api.del(`${branch}/templates?${queryOf(fit)}`)
      show({ ...state, saving: false, source: state.kept })
      await load("given_up")
    } catch (error) {
      fail(error)
    }
  }

  async function print(path, said, body = {}) {
    try {
      await api.post(path, body)
      show({ ...state, refusal: null, said })
    } catch (error) {
      fail(error)
    }
  }

  const reading = timers.setInterval(loadPrinters, PRINTERS_MILLISECONDS)
  load()
  loadPrinters()

  return {
    state: () => state,
    urgent: () => 0,
    open: (fit) => (papers.isDirty(state) ? show({ ...state, said: "unsaved" }) : change(papers.opened(state, fit))),
    discard: () => change(papers.opened(state, state.fit)),
    aim: (fit) => change(papers.aimed(state, fit)),
    type: (source) => change(papers.typed(state, source)),
    look: (wish) => change(papers.looked(state, wish)),
    save,
    giveUp,
    printTestPage: ({ agentId, code }) => print(`/printers/${agentId}/${code}/test-pages${query}`, "test_page"),
    printDay: ({ name }) => print(`${branch}/day-slips`, "day_slip", { printer: name }),
    stop() {
      stopped = true
      timers.clearInterval(reading)
      timers.clearTimeout(resting)
    },
  }
}

function queryOf(fit) {
  return new URLSearchParams(Object.entries(fit).filter(([, value]) => value !== null))
}
