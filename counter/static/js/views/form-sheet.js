// A sheet that asks: cards to choose from by digit, lines to write, and the button that sends.
import { html } from "htm/preact"
import { Letter } from "#shared/parts.js"
import { fieldsOf, hasDigits } from "../questions.js"
import { dayText, isolate, numbersText } from "../sentences.js"
import { Key, Notice } from "./parts.js"

const MOST_LETTERS = 200
const DIGITS = 9

export function FormSheet(props) {
  const { sheet, state, words, clerk } = props
  const fields = fieldsOf({ desk: state.desk, targets: state.targets, sheet })
  const send = (event) => (event.preventDefault(), clerk.submit())
  return html`<form class="sheet-body" novalidate onSubmit=${send}>
    ${words.has(`counter.ask.${sheet.kind}.more`) && html`<p class="ask-more">${moreText(props)}</p>`}
    ${fields.map((field, at) => html`<${field.kind === "choice" ? Choice : Words} key=${field.name} field=${field}
      digits=${takesDigits(fields, at)} first=${at === 0} ...${props} />`)}
    <${PassedOver} sheet=${sheet} words=${words} />
    <${Told} ...${props} />
    <div class="sheet-acts"><button class="main-act" data-testid="send" aria-disabled=${Boolean(state.act)} aria-busy=${Boolean(state.act)}>
      <span>${sendText(props)}</span><${Key}>Enter<//></button></div>
  </form>`
}

/** An appointment cannot be taken back from its paper, so the button tells it once more. */
function sendText({ sheet, words, dates }) {
  const { at } = sheet.values
  if (sheet.kind !== "follow_up" || !at) return words.t(`counter.send.${sheet.kind}`)
  return words.t("counter.send.follow_up.at", { day: dates.date(at), time: dates.clock(at) })
}

/** The first question answers to digits from anywhere in the sheet; others once the focus is in them. */
function takesDigits(fields, at) {
  return fields[at].kind === "choice" && hasDigits(fields[at]) && fields.findIndex((field) => field.kind === "choice") === at
}

function moreText({ sheet, state, words }) {
  const mine = state.desk.held.filter((row) => row.held_for === "counter" && row.counter_id === state.desk.counter.id)
  return words.t(`counter.ask.${sheet.kind}.more`, { count: mine.length })
}

function Choice({ field, digits, first, sheet, words, dates, clerk }) {
  const chosen = sheet.values[field.name]
  const start = field.options.some((option) => option.value === chosen) ? chosen : field.options[0]?.value
  return html`<fieldset class="field" data-field=${field.name}><legend>${words.t(`counter.field.${field.label}`)}</legend>
    ${field.options.length === 0 && field.none && html`<p class="rows-none" data-testid=${`${field.name}-${field.none}`}>
      ${words.t(`counter.field.${field.label}.${field.none}`)}</p>`}
    <div class=${`cards cards-${field.look}`}>${field.options.map((option, at) => html`<label key=${option.value} class="card">
      <input type="radio" name=${field.name} value=${option.value} data-testid=${`${field.name}-${option.value}`}
        checked=${chosen === option.value} data-first=${(first && option.value === start) || undefined}
        onChange=${() => clerk.type(field.name, option.value)} />
      ${hasDigits(field) && at < DIGITS && html`<span class=${digits ? "card-digit" : "card-digit card-digit-later"}><${Key}>${words.digits(at + 1)}<//></span>`}
      ${option.service && html`<${Letter} service=${option.service} />`}
      <${Name} option=${option} words=${words} dates=${dates} />
      ${option.hint && html`<small>${words.t(option.hint.key, hintParams(option.hint.params))}</small>`}
    </label>`)}</div>
  </fieldset>`
}

function Name({ option: { names, key, params, day, time }, words, dates }) {
  if (day && !key) return html`<span class="card-name">${dates.weekday(day)} <span class="card-date">${dayText(day, dates)}</span></span>`
  const text = names ? words.name(names) : time ? dates.clock(time) : words.t(key, { ...params, ...(day && { day: dayText(day, dates) }) })
  return html`<span class="card-name">${text}</span>`
}

function hintParams(params) {
  return "clerk" in params ? { clerk: isolate(params.clerk) } : params
}

function Words({ field, first, sheet, words, clerk }) {
  return html`<label class="field"><span>${words.t(`counter.field.${field.label}`)}</span>
    <input name=${field.name} type="text" data-testid=${`field-${field.name}`} data-first=${first || undefined}
      data-reason=${field.name === "reason" || undefined} autocomplete="off" maxlength=${MOST_LETTERS} dir="auto"
      aria-invalid=${sheet.problem === field.name} value=${sheet.values[field.name]}
      onInput=${(event) => clerk.type(field.name, event.currentTarget.value)} /></label>`
}

/** Who came earlier and is passed over: the reason is about them. */
export function PassedOver({ sheet, words }) {
  if (!sheet.passedOver) return null
  return html`<p class="passed-over" data-testid="passed-over">${words.t("counter.passed_over", {
    count: sheet.passedOver.length, numbers: numbersText(sheet.passedOver, words),
  })}</p>`
}

/** Near the button: what is missing, or why the server refused. */
export function Told({ sheet, state, words, dates }) {
  if (!sheet.problem) return html`<${Notice} notice=${state.notice} words=${words} dates=${dates} />`
  return html`<div class="notice" role="alert"><p class="notice-first" data-testid="problem" data-field=${sheet.problem}>
    ${words.t(`counter.problem.${sheet.problem}`)}</p></div>`
}
