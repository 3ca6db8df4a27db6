/** The head of a board: the hall's name, the day in both calendars in turn, the hall's clock. */
import { html } from "htm/preact"
import { turn } from "../board.js"
import { daysOf } from "../tongues.js"
import { Fit, Names } from "./pieces.js"

/** A wall has no room for it. */
export function Head({ board }) {
  const { tongues, picture, now, room } = board
  if (room.shape === "wall") return null
  return html`
    <header class="head">
      <h1><${Names} tongues=${tongues} names=${picture.branch.names} weight=${700} /></h1>
      ${!room.dayInFoot && html`<${Day} board=${board} />`}
      <p class="clock number seen-height"><bdi>${tongues[0].dates.clock(now)}</bdi></p>
    </header>`
}

/** Two languages that count by two calendars show both at once; one shows the other in turn. */
function Day({ board }) {
  const { tongues, now } = board
  const days = daysOf(tongues, now)
  const on = tongues.length > 1 ? days : [days[turn(days.length, now)]]
  return html`
    <p class="day">
      ${on.map(({ tongue, text }, at) => html`
        <${Fit} key=${text} class=${at ? "second" : "first"} tongue=${tongue} text=${text} weight=${500} />`)}
    </p>`
}
