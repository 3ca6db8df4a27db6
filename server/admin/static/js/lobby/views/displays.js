// Every display of the hall: how it is, what to do about it, and what stands on it.
import { html } from "htm/preact"
import { once } from "#shared/parts.js"
import { Sign } from "../../board/views/parts.js"
import { numberText } from "../../sentences.js"
import { Refusal } from "../../views/parts.js"
import { displaysOf } from "../displays.js"
import { lookTexts, stageText, warningText } from "../phrases.js"
import { isBusy, refusalFor } from "../state.js"
import { Drawing } from "./drawings.js"

const ACTS = ["identify", "reload"]
const TOLD_OF_SOUND = ["sound_off", "sound_stuck"]

export function Displays(given) {
  const { room, state, words, now } = given
  const rows = displaysOf(state.hall, now, room.version())
  return html`<h2 id="lobby-title">${words.t("admin.lobby.displays.title")}</h2>
    <p class="quiet lobby-lead">${words.t(rows.length ? "admin.lobby.displays.lead" : "admin.lobby.displays.none")}</p>
    <ul class="displays">${rows.map((row) => html`<${Display} key=${row.id} row=${row} ...${given} />`)}</ul>`
}

function Display({ row, ...given }) {
  const { state, words } = given
  return html`<li class=${`display display-${row.trouble ?? "well"}`} data-testid=${`display-${row.code}`} data-stage=${row.stage}
    data-warnings=${row.warnings.join(" ")} aria-labelledby=${`display-name-${row.id}`}>
    <figure><${Drawing} layout=${row.look.layout} /><figcaption>${words.t(`admin.lobby.layout.${row.look.layout}`)}</figcaption></figure>
    <div class="display-told">
      <${State} row=${row} ...${given} />
      <ul class="facts">${lookTexts(row.look, state.hall, words).map((text) => html`<li key=${text}>${text}</li>`)}</ul>
    </div>
    ${given.acting && html`<${Acts} row=${row} ...${given} />`}
  </li>`
}

function State({ row, words, dates }) {
  return html`<p class="display-state"><${Sign} name=${row.trouble ? "alarm" : "free"} />
      <b id=${`display-name-${row.id}`}>${numberText(row.code, words)}</b> <span>${stageText(row, words, dates)}</span></p>
    ${row.warnings.map((name) => html`<p key=${name} class="display-warning" data-warning=${name}>${warningText(name, row, words, dates)}</p>`)}
    ${row.stage === "on" && html`<${Facts} row=${row} ...${{ words, dates }} />`}`
}

/** What it said of itself last; what is wrong with it stands above already. */
function Facts({ row: { status, warnings }, words, dates }) {
  return html`<ul class="facts quiet">
    ${!TOLD_OF_SOUND.some((name) => warnings.includes(name)) && html`<li>${words.t(`admin.lobby.audio.${status.audio}`)}</li>`}
    <li>${pictureText(status, words, dates)}</li>
    <li><bdi dir="ltr">${words.digits(`${status.width} × ${status.height}`)}</bdi></li>
    <li>${words.t("admin.lobby.display.running", { time: dates.duration(status.uptime_seconds) })}</li>
  </ul>`
}

function pictureText({ lag_seconds: lag }, words, dates) {
  if (lag === null) return words.t("admin.lobby.display.no_picture")
  return words.t("admin.lobby.display.picture", { age: dates.duration(lag) })
}

function Acts({ row, room, state, words }) {
  const refusal = ACTS.map((act) => refusalFor(state, act, row.id)).find(Boolean)
  return html`<div class="display-acts">
    <button class="small-act" type="button" data-testid=${`look-${row.code}`} onClick=${once(() => room.open("look", row.id))}>
      ${words.t("admin.lobby.act.look")}</button>
    ${row.stage !== "unpaired" && ACTS.map((act) => html`<button key=${act} class="small-act" type="button" data-testid=${`${act}-${row.code}`}
      aria-disabled=${isBusy(state, act, row.id)} onClick=${once(() => room.submit(act, row.id))}>${words.t(`admin.lobby.act.${act}`)}</button>`)}
    <${Refusal} refusal=${refusal} words=${words} />
  </div>`
}
