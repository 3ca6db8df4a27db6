/** "Are you still there?": nobody's visit ends without having been asked; a touch anywhere goes on. */
import { html } from "htm/preact"
import { WARNING_MILLISECONDS } from "./flow.js"

export function StillThere({ words, warningLeft, act }) {
  const again = (event) => (event.stopPropagation(), act.startAgain())
  return html`
    <div class="warning" role="alertdialog" aria-modal="true" aria-labelledby="still-there" data-testid="still-there" onClick=${act.stay}>
      <div class="warning-card">
        <h2 id="still-there">${words.t("kiosk.still_there")}</h2>
        <p>${words.t("kiosk.resets_in", { count: Math.ceil(warningLeft / 1000) })}</p>
        <div class="bar" aria-hidden="true"><div style=${{ inlineSize: `${(100 * warningLeft) / WARNING_MILLISECONDS}%` }}></div></div>
        <button class="take" data-testid="stay" onClick=${act.stay}>${words.t("kiosk.go_on")}</button>
        <button class="again" data-testid="start-again" onClick=${again}>${words.t("kiosk.start_again")}</button>
      </div>
    </div>`
}
