/** The step of a service that asks who takes its ticket: ten digits on the glass, in the visitor's own script. */
import { html } from "htm/preact"
import { chosenIds } from "./flow.js"
import { identityKind } from "./hall.js"
import { Sign } from "./icons.js"
import { shownInGroups } from "./identity.js"
import { identityTitle, noticeText, takeText, wrongText } from "./texts.js"

const DIGITS = [..."123456789"]

export function Who(shared) {
  const { words, state, hall, act } = shared
  const kind = identityKind(hall, chosenIds(state))
  const wrong = state.notice ? noticeText(words, state.notice) : wrongText(shared)
  return html`
    <div class="told arch asked">
      <h2>${identityTitle(shared)}</h2>
      <p class="typed" data-testid="typed" dir="ltr">${words.digits(shownInGroups(kind, state.wish.digits))}</p>
      <p class=${wrong ? "wrong" : "quiet"} role="status" data-testid="wrong">
        ${wrong && html`<${Sign} name="warning" />`}<span>${wrong ?? words.t("kiosk.identity_why")}</span>
      </p>
    </div>
    <div class="acts wish">
      <div class="digit-keys" dir="ltr" role="group" aria-label=${words.t("kiosk.keyboard")}>
        ${DIGITS.map((digit) => html`<${Key} key=${digit} words=${words} digit=${digit} act=${act} />`)}
        <button data-testid="back" aria-label=${words.t("kiosk.back")} onClick=${act.goBack} dir=${words.direction}><${Sign} name="back" /></button>
        <${Key} words=${words} digit="0" act=${act} />
        <button data-testid="erase" aria-label=${words.t("kiosk.erase")} onClick=${act.eraseDigit}><${Sign} name="erase" /></button>
      </div>
      <button class="take" data-testid="take" aria-busy=${Boolean(state.sending)} onClick=${act.take}>${takeText(shared)}</button>
    </div>`
}

function Key({ words, digit, act }) {
  return html`<button data-testid=${`digit-${digit}`} onClick=${() => act.typeDigit(digit)}>${words.digits(digit)}</button>`
}
