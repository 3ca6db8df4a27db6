// Where a visitor is sent: another service, one counter, another hall; and to which place in the line there.
import { html } from "htm/preact"
import { BY_ARRIVAL, targetsOf } from "../forms.js"
import { Chosen, Picked, Reason } from "./fields.js"

const PLACES = ["by_arrival", "first", "last"]

export function MoveFields(given) {
  const { form, state, board, words } = given
  const { halls, services, isAway, from } = targetsOf(form, state.targets, board)
  const places = PLACES.map((place) => ({ value: place, label: words.t(`admin.place.${place}`) }))
  return html`
    ${halls.length > 1 && html`<${Picked} name="hall" choices=${halls.map((hall) => choiceOf(hall, words))} ...${given} />`}
    <${Picked} name="service" first=${true} choices=${serviceChoices(services, isAway, from, words)} ...${given} />
    ${!isAway && html`<${Picked} name="counter" choices=${counterChoices(board, words)} ...${given} />
      <${Chosen} name="place" choices=${places} ...${given} />`}
    <${Reason} name="note" needed=${!isAway && form.values.place !== BY_ARRIVAL} ...${given} />`
}

function choiceOf(hall, words) {
  return { value: String(hall.id), label: words.name(hall.names) }
}

function serviceChoices(services, isAway, from, words) {
  const named = services.map((service) => {
    const label = `${service.letter} · ${words.name(service.names)}`
    return { value: String(service.id), label: !isAway && service.id === from?.id ? words.t("admin.field.same_service", { service: label }) : label }
  })
  return isAway ? [{ value: "", label: words.t("admin.field.choose_service") }, ...named] : named
}

function counterChoices(board, words) {
  const named = board.counters.map((counter) => ({
    value: String(counter.id), label: words.t(`admin.field.counter_${counter.state}`, { counter: counter.number }),
  }))
  return [{ value: "", label: words.t("admin.field.any_counter") }, ...named]
}
