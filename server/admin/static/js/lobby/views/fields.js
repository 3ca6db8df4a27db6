// The fields of the lobby's forms. What is missing or was refused is said beside the field itself.
import { html } from "htm/preact"
import { loudnessText } from "../phrases.js"

/** How a time of day is typed, wherever it is. */
export const TIME = { class: "time", dir: "ltr", inputmode: "numeric", maxlength: 5, placeholder: "--:--", autocomplete: "off" }

/** A field with its label above and, below it, what is wrong with it or what it means. */
export function Field({ name, label, hint, problem, children }) {
  return html`<div class="field lobby-field"><label for=${name}>${label}</label>${children}
    <${Hint} name=${name} hint=${hint} problem=${problem} /></div>`
}

function Hint({ name, hint, problem }) {
  if (problem) return html`<${Problem} name=${name} text=${problem} />`
  return hint ? html`<p class="quiet field-note" id=${`${name}-note`}>${hint}</p>` : null
}

/** What is wrong with a field, as soon as it is known. */
export function Problem({ name, text }) {
  if (!text) return null
  return html`<p class="field-problem" role="alert" id=${`${name}-note`} data-testid="problem" data-field=${name}>${text}</p>`
}

function notedBy(name, note) {
  return note ? `${name}-note` : undefined
}

/** more: what else the element itself is given; digits: shown as the language writes them; first: takes the focus. */
export function TextField({ name, label, hint, value, digits = false, long = false, first = false, more = {}, set, problem, words }) {
  const wrong = problem(name)
  const given = {
    id: name, name, "data-testid": `field-${name}`, "data-first": first || undefined, autocomplete: "off",
    value: digits ? words.digits(value) : value, onInput: (event) => set(name, event.currentTarget.value),
    "aria-invalid": Boolean(wrong), "aria-describedby": notedBy(name, wrong || hint), ...more,
  }
  return html`<${Field} ...${{ name, label, hint, problem: wrong }}>
    ${long ? html`<textarea rows="3" ...${given}></textarea>` : html`<input ...${given} />`}<//>`
}

/** A time of day, typed in any digits: what a browser's own field shows is in the digits of the browser. */
export function TimeField({ words, ...given }) {
  return html`<${TextField} ...${given} words=${words} digits=${true} more=${TIME} />`
}

/** One of many. choices: [{value, label}]. */
export function PickField({ name, label, hint, value, choices, set, problem }) {
  const wrong = problem(name)
  return html`<${Field} ...${{ name, label, hint, problem: wrong }}>
    <select id=${name} name=${name} data-testid=${`field-${name}`} value=${value} aria-invalid=${Boolean(wrong)}
      aria-describedby=${notedBy(name, wrong || hint)} onChange=${(event) => set(name, event.currentTarget.value)}>
      ${choices.map((one) => html`<option key=${one.value} value=${one.value} selected=${one.value === value}>${one.label}</option>`)}
    </select><//>`
}

/** One of a few, all in sight. */
export function ChoiceField({ name, legend, value, choices, set }) {
  return html`<fieldset class="field choices"><legend>${legend}</legend>
    ${choices.map((one) => html`<label key=${one.value} class="choice"><input type="radio" name=${name} value=${one.value}
      data-testid=${`field-${name}-${one.value}`} checked=${one.value === value} onChange=${() => set(name, one.value)} />
      <span>${one.label}</span></label>`)}
  </fieldset>`
}

export function TickField({ name, label, hint, value, set, problem }) {
  const wrong = problem?.(name)
  return html`<div class="field lobby-field"><label class="tick"><input type="checkbox" name=${name} data-testid=${`field-${name}`} checked=${value}
      aria-describedby=${notedBy(name, wrong || hint)} onChange=${(event) => set(name, event.currentTarget.checked)} />
      <span>${label}</span></label><${Hint} name=${name} hint=${hint} problem=${wrong} /></div>`
}

/** Some of a few. value: those that are ticked. */
export function TicksField({ name, legend, hint, value, choices, set, problem }) {
  const change = (one, isTicked) => set(name, isTicked ? [...value, one] : value.filter((other) => other !== one))
  return html`<fieldset class="field lobby-ticks"><legend>${legend}</legend>
    <div class="ticks">${choices.map((one) => html`<label key=${one.value} class="choice">
      <input type="checkbox" data-testid=${`field-${name}-${one.value}`} checked=${value.includes(one.value)}
        onChange=${(event) => change(one.value, event.currentTarget.checked)} /><span>${one.label}</span></label>`)}</div>
    <${Hint} name=${name} hint=${hint} problem=${problem(name)} />
  </fieldset>`
}

/** A volume, with its number beside it. */
export function VolumeField({ id, label, hidden = false, value, onVolume, words }) {
  const shown = loudnessText(value, words)
  return html`<div class="volume"><label for=${id} class=${hidden ? "hidden-text" : ""}>${label}</label>
    <input type="range" id=${id} data-testid=${id} min="0" max="100" step="5" value=${value} aria-valuetext=${shown}
      onInput=${(event) => onVolume(Number(event.currentTarget.value))} /><output for=${id}>${shown}</output></div>`
}
