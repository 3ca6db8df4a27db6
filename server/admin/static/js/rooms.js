// What stands behind each entry of the navigation: how it is opened, and how it is drawn.
import { makeApi } from "#shared/api.js"
import { watch } from "#shared/live.js"
import { page } from "#shared/page.js"
import { makeBell } from "./board/bell.js"
import { makeSupervisor } from "./board/supervisor.js"
import { Board } from "./board/views/board.js"
import { makeDay } from "./day/day.js"
import { Day } from "./day/views/day.js"
import { makeLobby } from "./lobby/lobby.js"
import { makeSending } from "./lobby/sending.js"
import { Lobby } from "./lobby/views/lobby.js"
import { makePaper } from "./paper/paper.js"
import { Paper } from "./paper/views/paper.js"

// Drawing a paper may take the press its whole time (docs/printing.md).
const PRESS_MILLISECONDS = 40_000
const bell = makeBell()

/**
 * open({hall, user, api, onChange, onSignedOut}) returns {stop(), urgent()} and whatever its view needs;
 * urgent(): how many things ask for somebody now, for the title of the window.
 */
export const ROOMS = {
  board: { open: openBoard, View: Board },
  day: { open: makeDay, View: Day },
  lobby: { open: openLobby, View: Lobby },
  paper: { open: openPaper, View: Paper },
}

function openBoard(given) {
  const toggleSound = () => (bell.toggle(), given.onChange())
  return { ...makeSupervisor({ ...given, watch, ring: bell.ring }), sound: bell.state, toggleSound }
}

function openLobby(given) {
  const send = makeSending({ language: () => document.documentElement.lang })
  return makeLobby({ ...given, watch, send, version: () => given.api.assetsVersion() ?? page.version })
}

function openPaper(given) {
  const press = makeApi({ language: document.documentElement.lang, timeout: PRESS_MILLISECONDS })
  return makePaper({ ...given, press })
}
