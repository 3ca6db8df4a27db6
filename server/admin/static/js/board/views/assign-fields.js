// Which services a counter gives: in its first row, or only when the rows before have nobody, or have waited too long.
import { html } from "htm/preact"
import { Letter } from "#shared/parts.js"
import { Reason } from "./fields.js"

const LEAST_ROWS = 2

export function AssignFields(given) {
  const { form, board, words } = given
  const tiers = Object.values(form.values.services).map(({ tier }) => Number(tier))
  const rows = Math.max(LEAST_ROWS, ...tiers.map((tier) => tier + 1))
  return html`<ul class="assign">
      ${board.services.map((service, at) => html`<${Offer} key=${service.id} ...${{ service, rows, isFirst: at === 0 }} ...${given} />`)}
    </ul>
    <${Reason} name="express" numeric=${true} ...${given} />
    <p class="quiet field-hint">${words.t("admin.field.express.more")}</p>`
}

function Offer({ service, rows, isFirst, form, room, words }) {
  const { tier, minutes } = form.values.services[service.id]
  const name = words.name(service.names)
  return html`<li class=${tier === "" ? "offer offer-none" : "offer"}>
    <${Letter} service=${service} /><span class="offer-name">${name}</span>
    <select aria-label=${words.t("admin.field.tier_of", { service: name })} data-testid=${`tier-${service.code}`} data-first=${isFirst || undefined}
      value=${tier} onChange=${(event) => room.offer(service.id, { tier: event.currentTarget.value })}>
      ${tierChoices(rows, words).map(({ value, label }) => html`<option key=${value} value=${value} selected=${value === tier}>${label}</option>`)}
    </select>
    ${tier !== "" && tier !== "0" && html`<label class="after"><span>${words.t("admin.field.or_after")}</span>
      <input class="minutes" inputmode="numeric" data-testid=${`after-${service.code}`} autocomplete="off" value=${words.digits(minutes)}
        aria-label=${words.t("admin.field.after_of", { service: name })}
        onInput=${(event) => room.offer(service.id, { minutes: event.currentTarget.value })} />
      <span>${words.t("admin.field.minutes")}</span></label>`}
  </li>`
}

function tierChoices(rows, words) {
  const later = Array.from({ length: rows - 1 }, (_, at) => ({
    value: String(at + 1), label: words.t(at === 0 ? "admin.tier.second" : "admin.tier.later", { rank: at + 2 }),
  }))
  return [{ value: "", label: words.t("admin.tier.none") }, { value: "0", label: words.t("admin.tier.first") }, ...later]
}
