// Joins the console's state, the address, the room that is open and the drawing.
import { html, render } from "htm/preact"
import { makeApi } from "#shared/api.js"
import { makeDates } from "#shared/dates.js"
import { markStarted, page, setDocumentLanguage } from "#shared/page.js"
import { makeWords } from "#shared/words.js"
import { hashOf } from "./address.js"
import { hallOf, moment } from "./console.js"
import { keepLanguage, keptLanguage } from "./kept.js"
import { ROOMS } from "./rooms.js"
import { makeSession } from "./session.js"
import { ChooseHall, Loading, Login, Nowhere, NotForClerks } from "./views/entry.js"
import { Shell } from "./views/shell.js"

const TICK_MILLISECONDS = 1000
const VIEW_OF = { login: Login, clerk: NotForClerks, loading: Loading, nowhere: Nowhere, choose: ChooseHall }
const root = document.getElementById("screen")
let words = makeWords({ ...page, language: keptLanguage() ?? page.language })
const api = makeApi({ language: words.language, now: page.now })
const drawSoon = () => queueMicrotask(draw)
const session = makeSession({ page, api, hash: () => location.hash, onChange: follow })
let here = { key: null, room: null }

/** Open the room of the place where somebody is, and leave the one where they were. */
function follow(state) {
  const key = moment(state) === "inside" ? `${state.user.id} ${hashOf(state.place)}` : null
  if (key !== here.key) {
    here.room?.stop()
    here = { key, room: key && openRoom(state) }
  }
  if (state.halls) keepAddress(state.place)
  drawSoon()
}

function openRoom(state) {
  const given = { hall: hallOf(state), user: state.user, api, onChange: drawSoon, onSignedOut: session.signOut }
  return ROOMS[state.place.page].open(given)
}

function keepAddress(place) {
  if (location.hash !== hashOf(place)) history.replaceState(null, "", hashOf(place))
}

function draw() {
  const state = session.state()
  const hall = hallOf(state)
  const dates = makeDates({ words, timeZone: hall?.time_zone })
  const shared = { state, session, words, dates, now: api.serverNow().getTime(), onLanguage }
  const Entry = VIEW_OF[moment(state)]
  setDocumentLanguage(words)
  document.title = titleOf(state, hall)
  render(Entry ? html`<${Entry} ...${shared} />` : inside(shared, hall), root)
}

function inside(shared, hall) {
  const { View } = ROOMS[shared.state.place.page]
  const { user } = shared.state
  return html`<${Shell} hall=${hall} ...${shared}>
    <${View} room=${here.room} hall=${hall} user=${user} words=${words} dates=${shared.dates} now=${shared.now} />
  <//>`
}

function titleOf({ place }, hall) {
  if (!here.room) return words.t("admin.title")
  const urgent = here.room.urgent()
  const title = `${words.t(`admin.nav.${place.page}`)} · ${words.name(hall.names)}`
  return urgent ? `(${words.digits(urgent)}) ${title}` : title
}

function onLanguage(code) {
  words = makeWords({ ...page, language: code })
  api.setLanguage(code)
  keepLanguage(code)
  draw()
}

window.addEventListener("hashchange", session.moved)
setInterval(draw, TICK_MILLISECONDS)
follow(session.state())
draw()
markStarted()
