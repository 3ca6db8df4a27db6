/** The drawing of the lobby board: views of plain state. */
import { html } from "htm/preact"
import { inkOn } from "#shared/colors.js"
import { panelCalls, recentCalls, serviceOf, stripPages, tickerParts, turn } from "./board.js"

export function Board({ words, dates, state }) {
  const { picture, now } = state
  const shared = { words, dates, picture, now }
  return html`
    <main class="board">
      <${Header} ...${shared} />
      <${Panel} ...${shared} quietSeq=${state.quietSeq} />
      <${Recent} ...${shared} />
      <${Strip} ...${shared} />
      <footer class="footer">
        ${state.stale === null
          ? html`<${Ticker} ...${shared} />`
          : html`<${Stale} words=${words} dates=${dates} seconds=${state.stale} />`}
        ${state.soundOff && html`<${SoundOff} words=${words} onWake=${state.onWake} />`}
      </footer>
    </main>`
}

export function Waiting({ words, clock }) {
  return html`
    <main class="board board-waiting">
      <p class="number waiting-clock">${clock}</p>
      <p role="status">${words.t("display.connecting")}</p>
    </main>`
}

function Header({ words, dates, picture, now }) {
  return html`
    <header class="header">
      <h1><bdi>${words.name(picture.branch.names)}</bdi></h1>
      <p class="date"><bdi>${dates.date(now)}</bdi></p>
      <p class="clock seen-height"><bdi>${dates.clock(now)}</bdi></p>
    </header>`
}

function Panel({ words, dates, picture, now, quietSeq }) {
  const calls = panelCalls(picture, now)
  if (!calls.length) return html`<section class="panel panel-empty"><p>${emptyText({ words, dates, picture, now })}</p></section>`
  return html`
    <section class=${`panel panel-of-${calls.length}`} aria-live="assertive">
      ${calls.map((call) => html`
        <${Call} key=${call.seq} words=${words} call=${call} service=${serviceOf(picture, call)}
          fresh=${call.seq > quietSeq} />`)}
    </section>`
}

function emptyText({ words, dates, picture, now }) {
  const { open, opens_at: opensAt } = picture.branch
  if (open) return words.t("display.nobody_called")
  if (!opensAt) return words.t("display.closed")
  return words.t("display.closed_until", { opening: dates.opening(opensAt, now) })
}

function Call({ words, call, service, fresh }) {
  const { t, digits, name } = words
  const counter = t("shared.counter", { number: call.counter_number })
  return html`
    <article class=${fresh ? "call call-fresh" : "call"}>
      <p class="call-number seen-height" data-testid="call-number" style=${{ "--letters-in-it": call.number.length }}>
        <bdi>${digits(call.number)}</bdi>
      </p>
      <div class="call-where">
        <p class="call-counter" data-testid="call-counter" style=${{ "--letters-in-it": counter.length }}>
          <bdi>${counter}</bdi>
        </p>
        <p class="call-service"><bdi>${service && name(service.names)}</bdi></p>
      </div>
    </article>`
}

function Recent({ words, picture, now }) {
  const { t, digits } = words
  const calls = recentCalls(picture, now)
  return html`
    <section class="recent" aria-label=${t("display.recent")}>
      <p class="recent-head"><span>${t("display.number")}</span><span>${t("display.counter")}</span></p>
      <ol>
        ${calls.map((call) => html`
          <li key=${call.ticket_id} data-testid="recent-call" class=${`recent-call recent-${call.state}`}>
            <bdi class="recent-number seen-height" style=${{ "--letters-in-it": call.number.length }}>${digits(call.number)}</bdi>
            <bdi class="seen-height">${digits(call.counter_number)}</bdi>
          </li>`)}
      </ol>
    </section>`
}

function Strip({ words, dates, picture, now }) {
  const pages = stripPages(picture.services)
  const on = turn(pages.length, now)
  return html`
    <section class="strip" aria-label=${words.t("display.lines")}>
      ${pages.map((services, page) => html`
        <ul key=${page} hidden=${page !== on}>
          ${services.map((service) => html`<${Line} key=${service.id} words=${words} dates=${dates} service=${service} />`)}
        </ul>`)}
    </section>`
}

function Line({ words, dates, service }) {
  return html`
    <li class="line">
      <p class="line-name">
        <b class="letter" style=${{ backgroundColor: service.color, color: inkOn(service.color) }}>${service.letter}</b>
        <bdi>${words.name(service.names)}</bdi>
      </p>
      <p class="line-waiting" data-testid=${`waiting-${service.code}`}>${words.t("shared.waiting", { count: service.waiting })}</p>
      <p class="line-range">${dates.range(service.estimate)}</p>
    </li>`
}

function Ticker({ words, picture, now }) {
  const parts = tickerParts(words.name(picture.ticker))
  const on = turn(parts.length, now)
  return html`<p class="ticker" key=${on}><bdi>${parts[on]}</bdi></p>`
}

function Stale({ words, dates, seconds }) {
  return html`
    <p class="stale" role="status" data-testid="stale">
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 3 22 20H2zM12 10v5M12 17.2v.6" /></svg>
      ${words.t("shared.stale", { age: dates.duration(seconds) })}
    </p>`
}

function SoundOff({ words, onWake }) {
  return html`
    <button class="sound-off" data-testid="sound-off" onClick=${onWake}>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 17V10a6 6 0 0 1 12 0v7l1.5 2h-15zM10 21h4M3 3l18 18" /></svg>
      ${words.t("display.sound_off")}
    </button>`
}
