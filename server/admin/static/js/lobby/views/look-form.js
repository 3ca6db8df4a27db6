// How one display looks: the layout by its drawing, then what follows from it.
import { html } from "htm/preact"
import { LAYOUTS } from "../displays.js"
import { counterText, languageText } from "../phrases.js"
import { Drawing } from "./drawings.js"
import { PickField, TextField, TickField, TicksField } from "./fields.js"
import { Send } from "./form-parts.js"

const NUMERIC = { inputmode: "decimal", maxlength: 5, class: "short" }

export function LookForm(given) {
  const { values, words } = given
  return html`<${Layouts} ...${given} />
    ${values.layout === "counter" ? html`<${Counter} ...${given} />` : html`<${Services} ...${given} />`}
    <${Languages} ...${given} firstLabel=${words.t("admin.lobby.field.first")} secondLabel=${words.t("admin.lobby.field.second")} />
    <div class="field-row">
      <${TextField} ...${given} name="inches" value=${values.inches} digits=${true} more=${NUMERIC} label=${words.t("admin.lobby.field.inches")} />
      <${TextField} ...${given} name="metres" value=${values.metres} digits=${true} more=${NUMERIC} label=${words.t("admin.lobby.field.metres")} />
      <${TextField} ...${given} name="zone" value=${values.zone} more=${{ maxlength: 64, placeholder: words.t("admin.lobby.zone.hall") }}
        label=${words.t("admin.lobby.field.zone")} hint=${words.t("admin.lobby.field.zone.more")} />
    </div>
    <${TickField} ...${given} name="speaks" value=${values.speaks} label=${words.t("admin.lobby.field.speaks")} />
    <${Send} ...${given} send=${words.t("admin.lobby.send.look")} />`
}

function Layouts({ values, set, words }) {
  return html`<fieldset class="field layouts"><legend>${words.t("admin.lobby.field.layout")}</legend>
    ${LAYOUTS.map((layout) => html`<label key=${layout} class="layout">
      <input type="radio" name="layout" value=${layout} data-testid=${`layout-${layout}`} checked=${values.layout === layout}
        data-first=${values.layout === layout || undefined} onChange=${() => set("layout", layout)} />
      <${Drawing} layout=${layout} /><span>${words.t(`admin.lobby.layout.${layout}`)}</span></label>`)}
  </fieldset>`
}

function Counter(given) {
  const { state, values, words } = given
  const counters = state.hall.counters.map((one) => ({ value: String(one.id), label: counterText(one, words) }))
  return html`<${PickField} ...${given} name="counter" value=${values.counter} label=${words.t("admin.lobby.field.counter")}
    choices=${[{ value: "", label: words.t("admin.lobby.field.choose") }, ...counters]} />`
}

function Services(given) {
  const { state, values, words } = given
  const choices = state.hall.services.map((one) => ({ value: one.id, label: words.name(one.names) }))
  const isAll = values.services.length === 0 && values.layout !== "service"
  return html`<${TicksField} ...${given} name="services" value=${values.services} choices=${choices}
    legend=${words.t("admin.lobby.field.services")} hint=${isAll ? words.t("admin.lobby.field.services.all") : null} />`
}

/** One or two of the hall's languages. */
export function Languages({ firstLabel, secondLabel, ...given }) {
  const { state, values, words } = given
  const all = state.hall.languages.map((code) => ({ value: code, label: languageText(code, words) }))
  const others = all.filter((one) => one.value !== values.first)
  return html`<div class="field-row">
    <${PickField} ...${given} name="first" value=${values.first} choices=${all} label=${firstLabel} />
    ${others.length > 0 && html`<${PickField} ...${given} name="second" value=${values.second === values.first ? "" : values.second}
      choices=${[{ value: "", label: words.t("admin.lobby.field.only_one") }, ...others]} label=${secondLabel} />`}
  </div>`
}
