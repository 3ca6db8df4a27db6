// What is heard in the hall: first in plain sentences, then to be changed.
import { html } from "htm/preact"
import { once } from "#shared/parts.js"
import { speakersOf } from "../displays.js"
import { soundTexts, speakerText } from "../phrases.js"
import { TIMES, withHour, withoutHour, hourChanged } from "../sounds.js"
import { ChoiceField, Problem, TickField, TIME, VolumeField } from "./fields.js"
import { fieldsOf, Send, submitOf } from "./form-parts.js"
import { Languages } from "./look-form.js"

export function Sound(given) {
  const { words, acting } = given
  const fields = fieldsOf({ ...given, kind: "sound" })
  return html`<h2 id="lobby-title">${words.t("admin.lobby.sound.title")}</h2>
    <div class="sound-desk"><${Outcome} ...${fields} />
      ${acting && html`<form class="lobby-form" novalidate onSubmit=${submitOf(fields)} data-testid="form-sound">
        <${Fields} ...${fields} /></form>`}</div>`
}

/** What the hall will hear, as the fields stand now, and where it comes from. */
function Outcome({ values, state, words }) {
  return html`<div class="outcome" data-testid="outcome" aria-live="polite">
    <ul>${soundTexts(values, words).map((text) => html`<li key=${text}>${text}</li>`)}</ul>
    <ul class="speakers">${speakersOf(state.hall).map((one) => html`<li key=${one.zone} class=${one.code ? "" : "nobody"}>
      ${speakerText(one, words)}</li>`)}</ul>
  </div>`
}

function Fields(given) {
  const { values, set, words } = given
  const times = TIMES.map((value) => ({ value, label: words.t("admin.lobby.sound.times", { count: value }) }))
  return html`<${Languages} ...${given} firstLabel=${words.t("admin.lobby.field.said_first")} secondLabel=${words.t("admin.lobby.field.said_then")} />
    <${ChoiceField} name="times" value=${values.times} choices=${times} set=${set} legend=${words.t("admin.lobby.field.times")} />
    <${TickField} ...${given} name="chime" value=${values.chime} label=${words.t("admin.lobby.field.chime")} />
    <${VolumeField} id="volume" label=${words.t("admin.lobby.field.volume")} value=${values.volume} words=${words}
      onVolume=${(volume) => set("volume", volume)} />
    <${Hours} ...${given} />
    <${Send} ...${given} inDialog=${false} send=${words.t("admin.lobby.send.sound")} />`
}

function Hours(given) {
  const { values, set, problem, words } = given
  return html`<fieldset class="field hours"><legend>${words.t("admin.lobby.field.hours")}</legend>
    <ul>${values.hours.map((row, at) => html`<${Hour} key=${at} ...${{ row, at, ...given }} />`)}</ul>
    <${Problem} name="hours" text=${problem("hours")} />
    <button class="small-act" type="button" data-testid="add-hour" onClick=${once(() => set("hours", withHour(values.hours)))}>
      ${words.t("admin.lobby.act.add_hour")}</button>
  </fieldset>`
}

function Hour({ row, at, form, values, set, words }) {
  const change = (part) => set("hours", hourChanged(values.hours, at, part))
  const given = { at, change, words, wrong: form.problem === "hours" && form.row === at }
  return html`<li class="hour" data-testid=${`hour-${at}`}>
    <${Time} ...${given} name="from" value=${row.from} /><${Time} ...${given} name="until" value=${row.until} />
    <${VolumeField} id=${`hour-volume-${at}`} hidden=${true} label=${words.t("admin.lobby.field.hour_volume")} value=${row.volume}
      words=${words} onVolume=${(volume) => change({ volume })} />
    <button class="quiet-button" type="button" data-testid=${`drop-hour-${at}`} onClick=${once(() => set("hours", withoutHour(values.hours, at)))}>
      ${words.t("admin.lobby.act.drop_hour")}</button>
  </li>`
}

function Time({ name, at, value, wrong, change, words }) {
  return html`<label>${words.t(`admin.lobby.field.${name}`)} <input ...${TIME} data-testid=${`hour-${name}-${at}`} value=${words.digits(value)}
    aria-invalid=${wrong} aria-describedby=${wrong ? "hours-note" : undefined}
    onInput=${(event) => change({ [name]: event.currentTarget.value })} /></label>`
}
