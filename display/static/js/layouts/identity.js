/** What a display says of itself when it is asked who it is (`display_identify_asked`). */
import { html } from "htm/preact"

export function Identity({ board }) {
  const { identify, device, look, tongues } = board
  if (!identify) return null
  const { t } = tongues[0].words
  const seen = t("display.identity_inches", { inches: look.inches, metres: look.viewing_metres })
  const facts = [
    ["display.identity_layout", t(`display.layout_${look.layout}`)],
    ["display.identity_screen", `\u2066${identify.width} × ${identify.height}\u2069 · ${seen}`],
    ["display.identity_version", `\u2066${identify.version}\u2069`],
    ["display.identity_sound", t(`display.audio_${identify.audio}`)],
    ["display.identity_last_row", t(identify.legible ? "display.legible" : "display.illegible")],
  ]
  return html`
    <aside class="identity" data-testid="identity" data-aside>
      <h2><bdi>${device.code}</bdi></h2>
      <dl>${facts.map(([key, text]) => html`<div key=${key}><dt>${t(key)}</dt><dd>${text}</dd></div>`)}</dl>
    </aside>`
}
