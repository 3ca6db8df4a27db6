// The frame of every room of the console: which hall, which entry, what time it is there, and who is logged in.
import { html } from "htm/preact"
import { LanguageButton, once } from "#shared/parts.js"
import { hashOf, NOWHERE } from "../address.js"
import { mayChoose } from "../console.js"
import { entriesFor } from "../navigation.js"
import { isolate, refusalText } from "../sentences.js"
import { Crest } from "./parts.js"

export function Shell({ state, session, hall, words, dates, now, onLanguage, children }) {
  return html`<div class="shell">
    <header class="top">
      <${Crest} />
      <div class="hall-name">
        <h1 data-testid="hall-name">${words.name(hall.names)}</h1>
        ${mayChoose(state) && html`<a href=${hashOf(NOWHERE)} data-testid="choose-hall">${words.t("admin.choose.again")}</a>`}
      </div>
      <${Navigation} place=${state.place} user=${state.user} words=${words} />
      <div class="top-end">
        <p class="moment"><b class="number" data-testid="clock"><bdi>${dates.clock(now)}</bdi></b>
          <span><bdi>${dates.date(now)}</bdi></span></p>
        <${Person} user=${state.user} words=${words} />
        <${LanguageButton} words=${words} onLanguage=${onLanguage} />
        <${LeaveButton} ...${{ state, session, words }} />
      </div>
    </header>
    ${state.notice && html`<p class="refusal" role="alert">${refusalText(state.notice, words)}</p>`}
    <main class="room" id="room" tabindex="-1">${children}</main>
  </div>`
}

function Navigation({ place, user, words }) {
  return html`<nav class="entries" aria-label=${words.t("admin.nav.label")}>
    ${entriesFor(user).map(({ name }) => html`<a key=${name} href=${hashOf({ hallId: place.hallId, page: name })}
      data-testid=${`nav-${name}`} aria-current=${place.page === name ? "page" : undefined}>${words.t(`admin.nav.${name}`)}</a>`)}
  </nav>`
}

export function Person({ user, words }) {
  return html`<p class="person"><b>${isolate(user.name)}</b><span>${words.t(`admin.role.${user.role}`)}</span></p>`
}

export function LeaveButton({ state, session, words }) {
  return html`<button class="quiet-button" type="button" data-testid="log-out" aria-disabled=${Boolean(state.act)}
    onClick=${once(session.logOut)}>${words.t("admin.leave")}</button>`
}
