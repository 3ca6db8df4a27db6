// The foot of the desk: the link, the clerk's own switches, the day and the time.
import { html } from "htm/preact"
import { once } from "#shared/parts.js"
import { Key } from "./parts.js"

export function Foot({ state, words, dates, now, clerk, bell }) {
  const lost = state.staleSeconds !== null
  const age = lost && dates.duration(state.staleSeconds)
  const link = lost ? "lost" : state.hall ? "live" : "connecting"
  return html`<footer class=${lost ? "foot foot-lost" : "foot"}>
    <p class="foot-link" role="status" data-testid="link">${words.t(`counter.link.${link}`, { age })}</p>
    <div class="switches">
      <${Switch} name="auto" letter="A" on=${state.auto} label=${words.t("counter.switch.auto")} onPress=${clerk.toggleAuto} />
      <${Switch} name="bell" letter="D" on=${bell.state() !== "off"} label=${words.t(`counter.switch.bell.${bell.state()}`)}
        onPress=${bell.toggle} />
      <button class="switch" type="button" data-testid="keys" aria-keyshortcuts="?" onClick=${once(() => clerk.openSheet("keys"))}>
        <span>${words.t("counter.switch.keys")}</span><${Key}>?<//></button>
    </div>
    <p class="foot-time"><span>${dates.date(now)}</span><b class="number">${dates.clock(now)}</b></p>
  </footer>`
}

function Switch({ name, letter, on, label, onPress }) {
  return html`<button class="switch" type="button" role="switch" aria-checked=${on} aria-keyshortcuts=${letter}
    data-testid=${`switch-${name}`} onClick=${once(onPress)}>
    <i class="switch-sign" aria-hidden="true"></i><span>${label}</span><${Key}>${letter}<//></button>`
}
