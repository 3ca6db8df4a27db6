// What plays beside the calls: in its order, with a preview each; and the way to add more.
import { html } from "htm/preact"
import { useRef } from "preact/hooks"
import { once } from "#shared/parts.js"
import { isolate } from "../../sentences.js"
import { Refusal } from "../../views/parts.js"
import { TAKEN } from "../media.js"
import { mediumTexts, timingTexts } from "../phrases.js"
import { refusalFor, rowsOf } from "../state.js"
import { Uploads } from "./uploads.js"

export function Media(given) {
  const { state, words, acting } = given
  const rows = rowsOf(state, "media")
  return html`<div class="part-head"><h2 id="lobby-title">${words.t("admin.lobby.media.title")}</h2>${acting && html`<${Adding} ...${given} />`}</div>
    <p class="quiet lobby-lead">${words.t(rows.length ? "admin.lobby.media.lead" : "admin.lobby.media.none")}</p>
    <${Uploads} ...${given} />
    <${Refusal} refusal=${refusalFor(state, "order")} words=${words} />
    <ol class="media">${rows.map((row, at) => html`<${Medium} key=${row.id} ...${{ row, at, rows }} ...${given} />`)}</ol>`
}

/** A browser gives a file only through its own field; the button stands for it. */
function Adding({ room, words }) {
  const field = useRef(null)
  const take = (event) => {
    room.upload([...event.currentTarget.files])
    event.currentTarget.value = ""
  }
  return html`<div class="adding">
    <input type="file" hidden ref=${field} multiple accept=${TAKEN.join(",")} data-testid="upload" onChange=${take} />
    <button class="main-act" type="button" data-testid="add-file" onClick=${once(() => field.current.click())}>
      ${words.t("admin.lobby.act.add_file")}</button>
    <button class="small-act" type="button" data-testid="add-slide" onClick=${once(() => room.open("slide"))}>
      ${words.t("admin.lobby.act.add_slide")}</button>
  </div>`
}

function Medium({ row, at, rows, ...given }) {
  const { words, acting } = given
  return html`<li class=${row.isGone ? "medium medium-gone" : "medium"} data-testid=${`medium-${row.id}`} data-kind=${row.kind}>
    <${Preview} row=${row} words=${words} />
    <div class="medium-told"><b>${isolate(row.name)}</b>
      <ul class="facts quiet">${mediumTexts(row, words).map((text) => html`<li key=${text}>${text}</li>`)}</ul>
      <ul class="facts">${timingTexts(row, words).map((text) => html`<li key=${text}>${text}</li>`)}</ul>
      ${row.isGone && html`<p class="quiet">${words.t("admin.lobby.media.gone")}</p>`}</div>
    ${acting && !row.isGone && html`<${Acts} ...${{ row, at, rows }} ...${given} />`}
  </li>`
}

function Preview({ row, words }) {
  if (row.kind === "image") return html`<img class="preview-picture" src=${row.url} alt="" loading="lazy" />`
  if (row.kind === "video") return html`<video class="preview-picture" src=${row.url} muted preload="metadata" aria-hidden="true" tabindex="-1"></video>`
  const { title, body } = slideOf(row, words)
  return html`<div class="preview-picture preview-slide" aria-hidden="true"><b dir="auto">${title}</b><p dir="auto">${body}</p></div>`
}

function slideOf({ texts }, words) {
  return texts[words.language] ?? Object.values(texts)[0] ?? { title: "", body: "" }
}

function Acts({ row, at, rows, room, words }) {
  const given = { row, room, words }
  return html`<div class="medium-acts">
    <${Step} ...${given} name="earlier" by=${-1} isEdge=${at === 0} /><${Step} ...${given} name="later" by=${1} isEdge=${at === rows.length - 1} />
    <button class="small-act" type="button" data-testid=${`medium-edit-${row.id}`} onClick=${once(() => room.open("medium", row.id))}>
      ${words.t("admin.lobby.act.medium")}</button>
    <button class="small-act hard-act" type="button" data-testid=${`end-medium-${row.id}`} onClick=${once(() => room.open("end_medium", row.id))}>
      ${words.t("admin.lobby.act.end_medium")}</button>
  </div>`
}

/** by: -1 or 1; isEdge: there is nowhere to go. */
function Step({ row, name, by, isEdge, room, words }) {
  return html`<button class="quiet-button step" type="button" data-testid=${`${name}-${row.id}`} aria-disabled=${isEdge}
    aria-label=${words.t(`admin.lobby.act.${name}`, { name: isolate(row.name) })} onClick=${once(() => !isEdge && room.move(row.id, by))}>
    <svg viewBox="0 0 16 16" aria-hidden="true"><path d=${by < 0 ? "M4 10l4-4 4 4" : "M4 6l4 4 4-4"} /></svg></button>`
}
