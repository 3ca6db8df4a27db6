// What stands behind each entry of the navigation: how it is opened, and how it is drawn.
import { watch } from "#shared/live.js"
import { makeBell } from "./board/bell.js"
import { makeSupervisor } from "./board/supervisor.js"
import { Board } from "./board/views/board.js"
import { makeDay } from "./day/day.js"
import { Day } from "./day/views/day.js"

const bell = makeBell()

/**
 * open({hall, user, api, onChange, onSignedOut}) returns {stop(), urgent()} and whatever its view needs;
 * urgent(): how many things ask for somebody now, for the title of the window.
 */
export const ROOMS = {
  board: { open: openBoard, View: Board },
  day: { open: makeDay, View: Day },
}

function openBoard(given) {
  const toggleSound = () => (bell.toggle(), given.onChange())
  return { ...makeSupervisor({ ...given, watch, ring: bell.ring }), sound: bell.state, toggleSound }
}
