// One medium: what it is called, how long it stands, and on which days and at which times.
import { html } from "htm/preact"
import { weekdaysInOrder } from "../phrases.js"
import { sourceOf } from "../forms.js"
import { localOf } from "../times.js"
import { DayField } from "./day-field.js"
import { Problem, TextField, TickField, TicksField, TimeField } from "./fields.js"
import { Send } from "./form-parts.js"
import { SlideFields } from "./slide-form.js"

const NAME = { maxlength: 120, dir: "auto" }
const SECONDS = { inputmode: "numeric", maxlength: 3, class: "short" }

export function MediumForm(given) {
  const { state, id, values, words } = given
  const { kind } = sourceOf("medium", state, id)
  return html`<div class="field-row">
      <${TextField} ...${given} name="name" first=${true} value=${values.name} more=${NAME} label=${words.t("admin.lobby.field.name")} />
      ${kind !== "video" && html`<${TextField} ...${given} name="seconds" value=${values.seconds} digits=${true} more=${SECONDS}
        label=${words.t("admin.lobby.field.seconds")} />`}
    </div>
    ${kind === "slide" && html`<${SlideFields} ...${given} />`}
    ${kind === "video" && html`<${TickField} ...${given} name="sound" value=${values.sound} label=${words.t("admin.lobby.field.sound")}
      hint=${words.t("admin.lobby.field.sound.more")} />`}
    <${Days} ...${given} />
    <${Times} ...${given} />
    <${Send} ...${given} send=${words.t("admin.lobby.send.medium")} />`
}

function Days(given) {
  const { values, set, words, now, timeZone } = given
  const day = { today: localOf(now, timeZone).day, set, words }
  const choices = weekdaysInOrder(words).map((day) => ({ value: day, label: words.spoken.weekdays[day] }))
  return html`<div class="days">
      <${DayField} ...${day} name="first_day" value=${values.first_day} legend=${words.t("admin.lobby.field.first_day")}
        none=${words.t("admin.lobby.day.at_once")} />
      <${DayField} ...${day} name="last_day" value=${values.last_day} legend=${words.t("admin.lobby.field.last_day")}
        none=${words.t("admin.lobby.day.for_good")} />
    </div>
    <${Problem} name="days" text=${given.problem("days")} />
    <${TicksField} ...${given} name="weekdays" value=${values.weekdays} choices=${choices} legend=${words.t("admin.lobby.field.weekdays")} />`
}

function Times(given) {
  const { values, words } = given
  return html`<div class="field-row">
      <${TimeField} ...${given} name="from" value=${values.from} label=${words.t("admin.lobby.field.from_time")} />
      <${TimeField} ...${given} name="until" value=${values.until} label=${words.t("admin.lobby.field.until_time")} />
    </div>
    <${Problem} name="times" text=${given.problem("times")} />
    ${!values.from && !values.until && html`<p class="quiet field-note">${words.t("admin.lobby.field.times_all")}</p>`}`
}
