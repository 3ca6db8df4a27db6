/** The whole of a board: its layout, in lengths that suit its screen, or what is there before the first picture. */
import { html } from "htm/preact"
import { zoneOf } from "../board.js"
import { roomFor } from "../room.js"
import { Calls, Lines } from "./calls.js"
import { Identity } from "./identity.js"
import { Media } from "./media.js"
import { Service } from "./service.js"
import { Sign } from "./sign.js"
import { Waiting } from "./waiting.js"

const LAYOUTS = { calls: Calls, lines: Lines, media: Media, service: Service, counter: Sign }

export function Screen({ board }) {
  if (!board.picture) return html`<${Waiting} board=${board} /><${Identity} board=${board} />`
  const layout = LAYOUTS[board.look.layout] ? board.look.layout : "lines"
  const shown = withRoom(board, layout)
  const Layout = LAYOUTS[layout]
  return html`
    <main class=${`board board-${layout} board-${shown.sizes.shape}`} style=${lengths(shown)} data-languages=${board.tongues.length}>
      <${Layout} board=${shown} />
    </main>
    <${Identity} board=${board} />`
}

function withRoom(board, layout) {
  const picture = zoneOf(board.picture, board.look.service_ids)
  const has = {
    layout, languages: board.tongues.length, missed: (picture.missed ?? []).length, services: picture.services.length,
  }
  return { ...board, look: { ...board.look, layout }, picture, room: roomFor(board.sizes, has) }
}

/** What the style sheet draws with: lengths of the board's units, and the least sizes of letters. */
function lengths({ sizes, room }) {
  const { text, second, edge, gap, head, foot, title, strip, side, panel, recent } = room
  const units = { body: text, second, edge, gap, head, foot, title, strip: strip.height, side, panel, recent }
  const pixels = Object.entries(units).map(([name, length]) => [`--${name}`, `${length * sizes.unit}px`])
  const least = [["--call-least", `${sizes.callPx}px`], ["--text-least", `${sizes.textPx}px`]]
  return Object.fromEntries([["--u", `${sizes.unit}px`], ...least, ...pixels])
}
