// Files on their way: how far each is, or why it was refused.
import { html } from "htm/preact"
import { once } from "#shared/parts.js"
import { isolate, refusalText } from "../../sentences.js"

// What the server takes (docs/display.md), as people know the endings of files.
const TYPES = { images: "PNG, JPEG, WebP", videos: "MP4, WebM" }
const WORTH_ANOTHER_TRY = ["no_connection", "internal_error", "storage_failed"]

export function Uploads({ room, state, words }) {
  return html`<ul class="uploads" aria-live="polite">
    ${state.uploads.map((upload) => html`<${Upload} key=${upload.key} ...${{ upload, room, words }} />`)}</ul>`
}

function Upload({ upload, room, words }) {
  const { name, share, refusal } = upload
  return html`<li class=${refusal ? "upload upload-refused" : "upload"} data-testid="upload-row" data-code=${refusal?.code}>
    <b>${isolate(name)}</b>
    ${refusal ? html`<span>${whyText(refusal, words)}</span><${Acts} ...${{ upload, room, words }} />`
      : html`<progress max="1" value=${share} aria-label=${words.t("admin.lobby.media.sending", { name: isolate(name) })}></progress>
        <span>${words.t("admin.figure.percent", { percent: Math.round(share * 100) })}</span>`}
  </li>`
}

function whyText({ params, ...refusal }, words) {
  const images = isolate(TYPES.images)
  const videos = isolate(TYPES.videos)
  return refusalText({ ...refusal, params: { ...params, images, videos } }, words)
}

function Acts({ upload, room, words }) {
  return html`<span class="upload-acts">
    ${WORTH_ANOTHER_TRY.includes(upload.refusal.code) && html`<button class="small-act" type="button" data-testid="upload-retry"
      onClick=${once(() => room.retryUpload(upload))}>${words.t("admin.lobby.act.retry")}</button>`}
    <button class="quiet-button" type="button" data-testid="upload-drop" onClick=${once(() => room.dropUpload(upload.key))}>
      ${words.t("admin.lobby.act.seen")}</button></span>`
}
