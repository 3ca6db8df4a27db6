/** The foot of every page: the languages, and one touch each for large text, high contrast and the spoken guidance. */
import { html } from "htm/preact"
import { LOUDEST, pageOf } from "./flow.js"
import { Sign } from "./icons.js"

const MODES = ["large", "contrast", "spoken"]

export function Foot(shared) {
  const { words, state, act } = shared
  return html`
    <footer class="foot">
      ${pageOf(state) !== "ticket" && html`<${Languages} ...${shared} />`}
      <div class="modes" role="group" aria-label=${words.t("kiosk.modes")}>
        ${MODES.map((mode) => html`
          <button key=${mode} data-testid=${`mode-${mode}`} aria-pressed=${state.modes[mode]} onClick=${() => act.turnMode(mode)}>
            <${Sign} name=${mode} /><span>${words.t(`kiosk.mode_${mode}`)}</span>
          </button>`)}
        ${state.modes.spoken && html`<${Volume} ...${shared} />`}
      </div>
    </footer>`
}

function Languages({ words, state, act }) {
  return html`
    <nav class="languages" aria-label=${words.t("kiosk.languages")}>
      ${words.languages.map(({ code, name, direction }) => html`
        <button key=${code} lang=${code} dir=${direction} data-testid=${`language-${code}`}
          aria-pressed=${code === words.language && state.page !== "attract"} onClick=${() => act.chooseLanguage(code)}>${name}</button>`)}
    </nav>`
}

function Volume({ words, state: { modes: { volume } }, act }) {
  const button = (id, step, end) => html`
    <button class="volume" data-testid=${id} aria-label=${words.t(`kiosk.${id}`)} disabled=${volume === end}
      onClick=${() => act.turnVolume(step)}><${Sign} name=${id} /></button>`
  return html`${button("quieter", -1, 1)}${button("louder", 1, LOUDEST)}`
}
