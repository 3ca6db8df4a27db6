/** Finding a service by typing: the language's own letters on the glass, and what they find above them. */
import { html } from "htm/preact"
import { keysOf } from "./finder.js"
import { Sign } from "./icons.js"
import { Card } from "./services.js"
import { resultsOf } from "./shown.js"

export function Search(shared) {
  const { words, state } = shared
  const { shown, all } = resultsOf(shared)
  const more = all > shown.length && words.t("kiosk.more_found", { count: all - shown.length })
  return html`
    <div class="told arch asked">
      <h2>${words.t("kiosk.search_title")}</h2>
      <p class="query" data-testid="query"><bdi>${state.query}</bdi><span class="caret"></span></p>
      <p class="quiet" role="status">${all === 0 ? words.t("kiosk.search_none") : more || words.t("kiosk.found", { count: all })}</p>
    </div>
    <div class="acts">
      <ul class="services services-in-2 results" data-testid="results">
        ${shown.map((service) => html`<li key=${service.id}><${Card} ...${shared} service=${service} /></li>`)}
      </ul>
      <${Keys} ...${shared} />
    </div>`
}

function Keys({ words, state, room, act }) {
  const letters = keysOf(words, state.keys)
  const turned = words.t(state.keys === "letters" ? "kiosk.show_digits" : "kiosk.show_letters")
  const face = state.keys === "letters" ? words.digits("123") : words.t("kiosk.letters").split(" ").slice(0, 3).join(" ")
  return html`
    <div class="keys" role="group" aria-label=${words.t("kiosk.keyboard")}>
      <div class="letter-keys" style=${{ "--keys-in-a-row": columnsFor(letters.length, room.keyColumns) }}>
        ${letters.map((key) => html`<button key=${key} data-testid=${`key-${key}`} onClick=${() => act.typeLetter(key)}>${key}</button>`)}
      </div>
      <div class="word-keys">
        <button data-testid="back" onClick=${act.goBack}><${Sign} name="back" />${words.t("kiosk.back")}</button>
        <button data-testid="key-turn" aria-label=${turned} onClick=${act.turnKeys}><bdi>${face}</bdi></button>
        <button class="space" data-testid="key-space" onClick=${() => act.typeLetter(" ")}>${words.t("kiosk.space")}</button>
        <button data-testid="key-erase" aria-label=${words.t("kiosk.erase")} onClick=${act.eraseLetter}><${Sign} name="erase" /></button>
      </div>
    </div>`
}

/** Even rows, as few of them as fingers allow. */
function columnsFor(count, most) {
  const rows = Math.ceil(count / most)
  return Math.ceil(count / rows)
}
