// The very bitmap that is printed, of a sample of the hall.
import { html } from "htm/preact"
import { pictureState } from "../state.js"
import { kindText, languageText, widthText } from "../phrases.js"

export function Preview({ room, state, words }) {
  const { preview, look, fit, loaded } = state
  const choose = (key, read) => (event) => room.look({ [key]: read(event.currentTarget.value) })
  return html`<section class="preview" aria-labelledby="preview-title" aria-busy=${pictureState(state) === "drawing"}>
    <h2 id="preview-title">${words.t("admin.paper.preview")}</h2>
    <div class="looks">
      ${fit.width === null && html`<${Look} name="width" value=${look.width} words=${words} onChange=${choose("width", Number)}
        choices=${loaded.widths.map((width) => [width, widthText(width, words)])} />`}
      ${fit.language === null && html`<${Look} name="language" value=${look.language} words=${words} onChange=${choose("language", String)}
        choices=${loaded.languages.map((code) => [code, languageText(code, words)])} />`}
      <label class="long"><input type="checkbox" data-testid="look-long" checked=${look.long}
        onChange=${(event) => room.look({ long: event.currentTarget.checked })} /> <span>${words.t("admin.paper.look.long")}</span></label>
    </div>
    <div class="paper-roll" tabindex="0" role="region" aria-labelledby="preview-title">
      ${preview.picture
        ? html`<img class=${preview.broken ? "stale" : ""} data-testid="preview" data-state=${pictureState(state)} src=${preview.picture}
            alt=${words.t("admin.paper.picture_of", { kind: kindText(fit.name, words) })} />`
        : html`<p class="quiet">${words.t(preview.broken ? "admin.paper.no_picture" : "admin.loading")}</p>`}
    </div>
    ${preview.broken && preview.picture && html`<p class="quiet" data-testid="stale">${words.t("admin.paper.stale")}</p>`}
  </section>`
}

function Look({ name, value, choices, words, onChange }) {
  return html`<label class="field"><span>${words.t(`admin.paper.look.${name}`)}</span>
    <select data-testid=${`look-${name}`} value=${value} onChange=${onChange}>
      ${choices.map(([key, text]) => html`<option key=${key} value=${key} selected=${key === value}>${text}</option>`)}
    </select></label>`
}
