// The text of a template: what it is for, its lines, the line that is wrong, and what to do with it.
import { html } from "htm/preact"
import { useRef } from "preact/hooks"
import { once } from "#shared/parts.js"
import { isolate } from "../../sentences.js"
import { kindText, languageText, placeText, widthText } from "../phrases.js"
import { isDirty, isOwn } from "../state.js"

export function Editor(given) {
  const { state, words } = given
  return html`<section class="editor" aria-labelledby="editor-title">
    <h2 id="editor-title">${words.t("admin.paper.template", { kind: kindText(state.fit.name, words) })}</h2>
    <${Aim} ...${given} />
    <${Source} ...${given} />
    <${Broken} ...${given} />
    <${Acts} ...${given} />
  </section>`
}

/** For which service, language and width it counts; each may be left open. */
function Aim({ room, state, words }) {
  const { services, languages, widths } = state.loaded
  const fit = state.fit
  const aim = (key, read) => (event) => room.aim({ [key]: event.currentTarget.value === "" ? null : read(event.currentTarget.value) })
  return html`<div class="aim">
    <${Choice} name="service" value=${fit.service_id} words=${words} onChange=${aim("service_id", Number)}
      choices=${services.map((one) => [one.id, `${one.letter} · ${words.name(one.names)}`])} />
    <${Choice} name="language" value=${fit.language} words=${words} onChange=${aim("language", String)}
      choices=${languages.map((code) => [code, languageText(code, words)])} />
    <${Choice} name="width" value=${fit.width} words=${words} onChange=${aim("width", Number)}
      choices=${widths.map((width) => [width, widthText(width, words)])} />
  </div>`
}

function Choice({ name, value, choices, words, onChange }) {
  return html`<label class="field"><span>${words.t(`admin.paper.aim.${name}`)}</span>
    <select data-testid=${`aim-${name}`} value=${value ?? ""} onChange=${onChange}>
      <option value="">${words.t("admin.paper.any")}</option>
      ${choices.map(([key, text]) => html`<option key=${key} value=${key} selected=${key === value}>${text}</option>`)}
    </select></label>`
}

function Source({ room, state, words }) {
  const gutter = useRef(null)
  const { broken } = state.preview
  const follow = (event) => { gutter.current.scrollTop = event.currentTarget.scrollTop }
  return html`<div class=${broken?.line ? "source source-broken" : "source"} dir="ltr" style=${{ "--broken": broken?.line ?? 0 }}>
    <ol class="gutter" ref=${gutter} aria-hidden="true">${state.source.split("\n").map((_, at) => html`<li key=${at}
      class=${broken?.line === at + 1 ? "wrong" : ""}>${at + 1}</li>`)}</ol>
    <textarea id="source" data-testid="source" dir="ltr" lang="en" wrap="off" spellcheck=${false} autocapitalize="off" autocomplete="off"
      aria-label=${words.t("admin.paper.source")} aria-invalid=${Boolean(broken)} aria-describedby="broken"
      value=${state.source} onScroll=${follow} onInput=${(event) => room.type(event.currentTarget.value)}></textarea>
  </div>`
}

/** Where and why it cannot be printed, with the line itself. */
function Broken({ state, words }) {
  const { broken } = state.preview
  const line = broken?.line ? state.source.split("\n")[broken.line - 1] : null
  return html`<div class="broken-place" id="broken" aria-live="polite">
    ${broken && html`<div class="broken" data-testid="broken" data-line=${broken.line} data-column=${broken.column}>
      <p><b>${placeText(broken, words)}</b> <bdi lang="en" dir="ltr">${broken.message}</bdi></p>
      ${line !== null && html`<pre dir="ltr" lang="en"><b>${broken.line}</b> ${isolate(line)}</pre>`}
      <p class="quiet">${words.t("admin.paper.meanwhile")}</p>
    </div>`}
  </div>`
}

function Acts({ room, state, words }) {
  const dirty = isDirty(state)
  return html`<div class="editor-acts">
    <button class="main-act" type="button" data-testid="save" aria-disabled=${!dirty || state.saving} aria-busy=${state.saving}
      onClick=${once(room.save)}>${words.t(state.saving ? "admin.paper.saving" : "admin.paper.save")}</button>
    ${dirty && html`<button class="small-act" type="button" data-testid="discard" onClick=${once(room.discard)}>${words.t("admin.paper.discard")}</button>`}
    ${isOwn(state) && html`<button class="small-act" type="button" data-testid="give-up" onClick=${once(room.giveUp)}>${words.t("admin.paper.give_up")}</button>`}
  </div>`
}
