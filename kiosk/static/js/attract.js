/** The page of a hall where nobody stands before the kiosk: one calm invitation, in each of the hall's languages in turn. */
import { html } from "htm/preact"
import { Sign } from "./icons.js"

const TURN_MILLISECONDS = 6_000

export function Attract({ words, dates, hall, clock, wordsOf, act }) {
  const { code, direction } = turnOf(words.languages, clock)
  const other = wordsOf(code)
  return html`
    <div class="attract" onClick=${act.begin}>
      <button class="arch arch-invite" data-testid="begin">
        <span class="invite-moment">
          <bdi class="invite-clock">${dates.clock(clock)}</bdi>
          <bdi>${dates.date(clock)}</bdi>
        </span>
        <span class="invite" key=${code} lang=${code} dir=${direction}>
          <bdi class="invite-hall">${other.name(hall.branch.names)}</bdi>
          <span class="invite-words">${other.t("kiosk.invite")}</span>
        </span>
        <${Sign} name="hand" />
      </button>
    </div>`
}

/** Which language invites now; by the server's clock, so that two kiosks side by side say the same. */
export function turnOf(languages, clock) {
  return languages[Math.floor(Number(clock) / TURN_MILLISECONDS) % languages.length]
}
