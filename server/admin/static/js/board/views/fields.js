import { html } from "htm/preact"

const MOST_LETTERS = 200

/** A line of text; numeric: of digits, which are shown as the language writes them. */
export function Reason({ name, form, room, words, first = false, needed = false, numeric = false }) {
  return html`<label class="field"><span>${words.t(`admin.field.${needed ? `${name}_needed` : name}`)}</span>
    <input name=${name} data-testid=${`field-${name}`} data-first=${first || undefined} autocomplete="off" maxlength=${MOST_LETTERS}
      required=${needed} aria-invalid=${form.problem === name} value=${shown(form.values[name], numeric, words)} inputmode=${numeric ? "numeric" : undefined}
      onInput=${(event) => room.type(name, event.currentTarget.value)} /></label>`
}

function shown(value, numeric, words) {
  return numeric ? words.digits(value) : value
}

/** One of a few, all in sight. choices: [{value, label}]. */
export function Chosen({ name, label = name, choices, form, room, words }) {
  const value = form.values[name]
  return html`<fieldset class="field choices"><legend>${words.t(`admin.field.${label}`)}</legend>
    ${choices.map((choice, at) => html`<label key=${choice.value} class="choice"><input type="radio" name=${name} value=${choice.value}
      data-testid=${`field-${name}-${choice.value}`} checked=${value === choice.value} data-first=${isFirst(value, choice, at) || undefined}
      onChange=${() => room.type(name, choice.value)} /><span>${choice.label}</span></label>`)}
  </fieldset>`
}

function isFirst(value, choice, at) {
  return value ? value === choice.value : at === 0
}

/** One of many. */
export function Picked({ name, label = name, choices, form, room, words, first = false }) {
  return html`<label class="field"><span>${words.t(`admin.field.${label}`)}</span>
    <select name=${name} data-testid=${`field-${name}`} data-first=${first || undefined} value=${form.values[name]}
      aria-invalid=${form.problem === name} onChange=${(event) => room.type(name, event.currentTarget.value)}>
      ${choices.map(({ value, label: text }) => html`<option key=${value} value=${value} selected=${value === form.values[name]}>${text}</option>`)}
    </select></label>`
}
