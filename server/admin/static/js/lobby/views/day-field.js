// A day in the calendar of the language: day, month and year to choose, or none.
import { html } from "htm/preact"
import { calendarDay, isoDay, nearestDay } from "../times.js"

const YEARS_AHEAD = 3
const DAYS = Array.from({ length: 31 }, (_, at) => at + 1)

/** value: an ISO day, or "" for none; none: what none means; without it a day is needed. today: an ISO day. */
export function DayField({ name, legend, none, value, today, set, words }) {
  const { calendar } = words.spoken
  return html`<fieldset class="field day-field"><legend>${legend}</legend><div class="day-parts">
    ${none && html`<${Whether} ...${{ name, legend, none, value, words }} onWhether=${(isSet) => set(name, isSet ? today : "")} />`}
    ${value && html`<${Parts} parts=${calendarDay(value, calendar)} first=${calendarDay(today, calendar).year}
      onParts=${(parts) => set(name, nearestDay(parts, calendar))} ...${{ name, words, calendar }} />`}
  </div></fieldset>`
}

function Whether({ name, legend, none, value, onWhether, words }) {
  return html`<select data-testid=${`field-${name}-set`} aria-label=${legend} value=${value ? "day" : ""}
    onChange=${(event) => onWhether(event.currentTarget.value === "day")}>
    <option value="" selected=${!value}>${none}</option>
    <option value="day" selected=${Boolean(value)}>${words.t("admin.lobby.day.chosen")}</option></select>`
}

function Parts({ name, parts, first, calendar, onParts, words }) {
  const { year, month } = parts
  const days = DAYS.filter((day) => day <= 28 || isoDay({ year, month, day }, calendar))
  const years = Array.from({ length: YEARS_AHEAD }, (_, at) => Math.min(first, year) + at)
  const given = { name, parts, onParts, words }
  return html`<${Part} ...${given} part="day" choices=${days.map((day) => [day, words.digits(day)])} />
    <${Part} ...${given} part="month" choices=${words.spoken.months.map((text, at) => [at + 1, text])} />
    <${Part} ...${given} part="year" choices=${years.map((one) => [one, words.digits(one)])} />`
}

function Part({ name, part, parts, choices, onParts, words }) {
  return html`<select data-testid=${`field-${name}-${part}`} aria-label=${words.t(`admin.lobby.day.${part}`)} value=${parts[part]}
    onChange=${(event) => onParts({ ...parts, [part]: Number(event.currentTarget.value) })}>
    ${choices.map(([value, label]) => html`<option key=${value} value=${value} selected=${value === parts[part]}>${label}</option>`)}</select>`
}
