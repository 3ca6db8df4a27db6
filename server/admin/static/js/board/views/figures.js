// Today in figures, whether the hall is open, and whether the picture is live.
import { html } from "htm/preact"
import { once } from "#shared/parts.js"
import { figuresOf } from "../figures.js"
import { closureOf } from "../named.js"
import { figureText } from "../phrases.js"
import { ageSeconds } from "../state.js"
import { hallSubject } from "../subjects.js"
import { Act } from "./parts.js"

export function Figures(given) {
  const { board, words, dates } = given
  return html`<section class="strip" aria-label=${words.t("admin.figure.title")}>
    <dl class="figures">
      ${figuresOf(board).map((figure) => html`<div key=${figure.name} data-testid=${`figure-${figure.name}`} data-value=${figure.value}>
        <dt>${words.t(`admin.figure.${figure.name}`)}</dt><dd><bdi>${figureText(figure, words, dates)}</bdi></dd></div>`)}
    </dl>
    <div class="hall-state">
      <p>${hallText(given)}</p>
      ${!given.acting && html`<p class="view-only" data-testid="view-only">${words.t("admin.view_only")}</p>`}
      <${CloseHall} ...${given} />
      <${Live} ...${given} />
    </div>
  </section>`
}

function hallText({ board, words, dates, now }) {
  const { open, opens_at: opens, closes_at: closes } = board.branch
  if (closureOf(board, null)) return words.t("admin.hall.closed_today")
  if (!open) return opens ? dates.opening(opens, now) : words.t("admin.hall.closed")
  return closes ? words.t("admin.hall.open_until", { time: dates.clock(closes) }) : words.t("admin.hall.open")
}

function CloseHall({ acting, board, room, state, words }) {
  if (!acting || !board.branch.open || closureOf(board, null)) return null
  return html`<${Act} act="close_hall" alone=${true} kind="quiet-button" subject=${hallSubject(board.branch, words)}
    ...${{ room, state, words }} />`
}

function Live({ room, state, words, now }) {
  const isLost = ageSeconds(state, now) !== null
  const sound = room.sound()
  return html`<div class="live">
    <p class=${isLost ? "live-lost" : "live-on"} data-testid="live">${words.t(isLost ? "admin.link.down" : "admin.link.live")}</p>
    <button class="quiet-button sound" type="button" data-testid="sound" data-sound=${sound} aria-pressed=${sound === "on"}
      title=${words.t(`admin.sound.${sound}.more`)} onClick=${once(room.toggleSound)}>${words.t(`admin.sound.${sound}`)}</button>
  </div>`
}
