// What a supervisor says to the lobby: a form to write it, and what stands on the boards now.
import { html } from "htm/preact"
import { once } from "#shared/parts.js"
import { isolate } from "../../sentences.js"
import { languageText, noticeTexts } from "../phrases.js"
import { rowsOf } from "../state.js"
import { localOf } from "../times.js"
import { DayField } from "./day-field.js"
import { ChoiceField, Problem, TextField, TickField, TimeField } from "./fields.js"
import { fieldsOf, Send, submitOf } from "./form-parts.js"

const MOST_LETTERS = 300
const ENDINGS = ["open", "at"]

export function Notices(given) {
  const { words, acting } = given
  const fields = fieldsOf({ ...given, kind: "notice" })
  return html`<h2 id="lobby-title">${words.t("admin.lobby.notices.title")}</h2>
    <div class="notices-desk"><${Standing} ...${given} />
      ${acting && html`<form class="lobby-form" novalidate onSubmit=${submitOf(fields)} data-testid="form-notice" aria-labelledby="notice-new">
        <h3 id="notice-new">${words.t("admin.lobby.notice.new")}</h3><${Fields} ...${fields} /></form>`}</div>`
}

function Standing(given) {
  const rows = rowsOf(given.state, "notices")
  return html`<div class="standing">
    <h3>${given.words.t("admin.lobby.notices.standing")}</h3>
    ${rows.length === 0 && html`<p class="quiet">${given.words.t("admin.lobby.notices.none")}</p>`}
    <ul class="notices">${rows.map((row) => html`<${Notice} key=${row.id} row=${row} ...${given} />`)}</ul></div>`
}

function Notice({ row, room, words, dates, now, timeZone, acting }) {
  return html`<li class=${row.isGone ? "notice notice-gone" : "notice"} data-testid=${`notice-${row.id}`}>
    ${Object.entries(row.texts).map(([code, text]) => html`<p key=${code} lang=${code} dir="auto">${text}</p>`)}
    <ul class="facts quiet">${noticeTexts(row, words, dates, now, timeZone).map((text) => html`<li key=${text}>${text}</li>`)}</ul>
    ${row.isGone && html`<p class="quiet">${words.t("admin.lobby.notice.gone")}</p>`}
    ${acting && !row.isGone && html`<button class="small-act hard-act" type="button" data-testid=${`end-notice-${row.id}`}
      onClick=${once(() => room.open("end_notice", row.id))}>${words.t("admin.lobby.act.end_notice")}</button>`}
  </li>`
}

function Fields(given) {
  const { state, values, set, words } = given
  const write = (code) => (_, text) => set("texts", { ...values.texts, [code]: text })
  return html`${state.hall.languages.map((code, at) => html`<${TextField} key=${code} ...${given} name=${`text-${code}`} long=${true}
      value=${values.texts[code] ?? ""} set=${write(code)} problem=${() => (at === 0 ? given.problem("text") : null)}
      more=${{ lang: code, dir: "auto", maxlength: MOST_LETTERS, rows: 2, required: at === 0 }} label=${labelOf(code, at, words)} />`)}
    <div class="ways"><${TickField} ...${given} name="shown" value=${values.shown} problem=${null} label=${words.t("admin.lobby.field.shown")} />
      <${TickField} ...${given} name="spoken" value=${values.spoken} problem=${null} label=${words.t("admin.lobby.field.spoken")} /></div>
    <${Problem} name="way" text=${given.problem("way")} />
    ${values.shown && html`<${Ending} ...${given} />`}
    <${Send} ...${given} inDialog=${false} send=${words.t("admin.lobby.send.notice")} />`
}

function labelOf(code, at, words) {
  const language = languageText(code, words)
  return words.t(at === 0 ? "admin.lobby.field.text" : "admin.lobby.field.text_more", { language: isolate(language) })
}

function Ending(given) {
  const { values, now, timeZone, set, words } = given
  const choices = ENDINGS.map((value) => ({ value, label: words.t(`admin.lobby.notice.ending.${value}`) }))
  const problem = (name) => given.problem(name) ?? given.problem("past")
  return html`<${ChoiceField} name="ending" value=${values.ending} ...${{ set, choices }} legend=${words.t("admin.lobby.field.ending")} />
    ${values.ending === "at" && html`<div class="field-row">
      <${TimeField} ...${given} name="time" value=${values.time} problem=${problem} label=${words.t("admin.lobby.field.time")} />
      <${DayField} name="day" value=${values.day} today=${localOf(now, timeZone).day} ...${{ set, words }}
        legend=${words.t("admin.lobby.field.day")} /></div>`}`
}
