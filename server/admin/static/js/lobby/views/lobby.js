// The lobby room: displays, notices, sound and media; one at a time, chosen from the list at its side.
import { html } from "htm/preact"
import { once } from "#shared/parts.js"
import { mayAct } from "../../board/rights.js"
import { ageSeconds } from "../../board/state.js"
import { refusalText } from "../../sentences.js"
import { loudnessText } from "../phrases.js"
import { urgentDisplays } from "../displays.js"
import { PARTS } from "../state.js"
import { Displays } from "./displays.js"
import { Media } from "./media.js"
import { Notices } from "./notices.js"
import { LobbySheet } from "./sheet.js"
import { Sound } from "./sound.js"

const VIEWS = { displays: Displays, notices: Notices, sound: Sound, media: Media }

export function Lobby({ room, hall, user, words, dates, now }) {
  const state = room.state()
  const given = { room, state, words, dates, now, timeZone: hall.time_zone, acting: mayAct(user) }
  if (state.barred) return html`<p class="board-note" role="alert">${refusalText(state.barred, words)}</p>`
  if (!state.hall || !state.notices || !state.media) return html`<${Waiting} ...${given} />`
  const View = VIEWS[state.part]
  return html`<div class="lobby" data-testid="lobby">
    <${Age} ...${given} />
    <div class="lobby-desk"><${Parts} ...${given} />
      <section class="lobby-part" key=${state.part} aria-labelledby="lobby-title" data-testid=${`part-${state.part}`}>
        <${View} ...${given} /></section></div>
    <${Said} ...${given} />
    <${LobbySheet} ...${given} />
  </div>`
}

function Waiting({ state, words, now }) {
  const isLost = ageSeconds(state, now) !== null
  return html`<p class="board-note" role="status">${words.t(isLost ? "admin.link.never" : "admin.loading")}</p>`
}

function Age({ state, words, dates, now }) {
  const age = ageSeconds(state, now)
  return html`<div class="age-place" role="status">
    ${age !== null && html`<p class="age" data-testid="age">${words.t("admin.link.lost", { age: dates.duration(age) })}</p>`}
  </div>`
}

function Parts({ room, state, words, now, acting }) {
  return html`<nav class="entries-list" aria-label=${words.t("admin.lobby.parts")}>
    <ul>${PARTS.map((part) => html`<li key=${part}><button type="button" class="entry" data-testid=${`turn-${part}`}
      aria-current=${state.part === part ? "true" : undefined} onClick=${once(() => room.turn(part))}>
      <span>${words.t(`admin.lobby.${part}.title`)}</span> <small>${markOf(part, { room, state, words, now })}</small></button></li>`)}</ul>
    ${!acting && html`<p class="view-only">${words.t("admin.view_only")}</p>`}
  </nav>`
}

/** What an entry of the list says of its part. */
function markOf(part, { room, state, words, now }) {
  if (part === "sound") return loudnessText(state.hall.sound.volume, words)
  if (part !== "displays") return words.digits(state[part].length)
  const urgent = urgentDisplays(state.hall, now, room.version())
  return urgent ? words.t("admin.lobby.displays.urgent", { count: urgent }) : words.digits(state.hall.displays.length)
}

function Said({ state, words, now }) {
  const said = state.said && now < state.said.until ? state.said : null
  return html`<div class="said-place" role="status">${said && html`<p class="said" data-testid="said">${words.t(said.key)}</p>`}</div>`
}
