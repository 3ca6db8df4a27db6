// What each sheet asks: its fields, from the desk, and the body that the answers make. No DOM here.
import { offeredDays, portionsOf, timesOf } from "./appointments.js"
import { classOf } from "./lines.js"

/** A choice is drawn as cards with digits; words are a line of text. needed: without it nothing is sent. */
const FIELDS = {
  finish: ({ desk }) => [choice("outcome", desk.outcomes.map(named)), text("note")],
  hold: () => [choice("scope", ["counter", "hall"].map(spoken("hold"))), text("note")],
  return: ({ desk }) => [choice("priority_class", [spoken("return")("same"), ...lowerClasses(desk).map(named)])],
  pause: ({ desk }) => [choice("reason", desk.pause_reasons.map(named)), text("note")],
  add_service: ({ desk }) => [choice("service_id", otherServices(desk).map(ofService), { needed: true })],
  note: () => [text("text", { needed: true })],
  cancel: () => [text("reason")],
  help: () => [text("note")],
  close: () => [],
  walk_in: walkInFields,
  transfer: transferFields,
  follow_up: followUpFields,
}

const BODY = {
  finish: (values) => ({ outcome: values.outcome, ...written(values, "note") }),
  hold: (values) => ({ scope: values.scope, ...written(values, "note") }),
  return: ({ priority_class: code }) => (code === "same" ? {} : { priority_class: code }),
  pause: (values) => ({ reason: values.reason, ...written(values, "note") }),
  add_service: (values) => ({ service_id: Number(values.service_id) }),
  note: (values) => ({ text: values.text.trim() }),
  cancel: (values) => written(values, "reason"),
  help: (values) => written(values, "note"),
  close: () => ({}),
  walk_in: walkInBody,
  transfer: transferBody,
  follow_up: (values) => ({ at: values.at, ...written(values, "note") }),
}
/** One question with few answers: its digit chooses and sends at once. */
const QUICK = ["finish", "hold", "return", "pause", "add_service"]
const TRANSFER_BY = { service: "service_id", counter: "counter_id", hall: "service_id" }
const PLACES = ["by_arrival", "first", "last"]

/** Must something be asked before this act, or can it be sent at once? */
export function asks(act, desk) {
  if (act === "finish") return desk.outcomes.length > 1
  if (act === "return") return lowerClasses(desk).length > 0
  return act in FIELDS || act === "find"
}

export function isQuick(kind) {
  return QUICK.includes(kind)
}

/** Are the answers few enough to be chosen by digit? Times are walked through by the arrows. */
export function hasDigits({ look }) {
  return look !== "times"
}

/** given: {desk, targets, sheet}. */
export function fieldsOf(given) {
  return FIELDS[given.sheet.kind]?.(given) ?? []
}

/** Return {body}, or {problem: name of the field} when something is missing. */
export function bodyOf(given) {
  const { kind, values } = given.sheet
  const missing = fieldsOf(given).find((field) => field.needed && !values[field.name]?.trim())
  return missing ? { problem: missing.name } : { body: BODY[kind](values, given) }
}

/** Return the answers that stand when a sheet opens: the first where any is harmless, none where it is not. */
export function firstAnswers(given) {
  return Object.fromEntries(fieldsOf(given).map((field) => [field.name, field.first ?? ""]))
}

/** look: cards, days or times; none: which words stand where there is nothing to choose. */
function choice(name, options, { needed = false, first = needed ? "" : options[0]?.value, label = name, look = "cards", none = null } = {}) {
  return { kind: "choice", name, label, options, needed, first, look, none }
}

function text(name, { needed = false } = {}) {
  return { kind: "words", name, label: needed ? `${name}_needed` : name, needed }
}

function named({ code, names }) {
  return { value: code, names }
}

function spoken(sheet) {
  return (code) => ({ value: code, key: `counter.choice.${sheet}.${code}` })
}

function ofService(service) {
  const hint = service.waiting === undefined ? null : { key: "counter.choice.waiting", params: { count: service.waiting } }
  return { value: String(service.id), names: service.names, service, hint }
}

/** Who shows no proof goes on in a class that comes forward more slowly. */
function lowerClasses(desk) {
  const now = desk.ticket && classOf(desk, desk.ticket.priority_class)
  return now ? desk.priority_classes.filter((one) => one.rate < now.rate) : []
}

function otherServices(desk) {
  const taken = desk.ticket?.services.map((one) => one.service_id) ?? []
  return desk.services.filter((service) => !taken.includes(service.id))
}

function walkInFields({ desk, sheet }) {
  const given = desk.services.filter((service) => desk.counter.service_ids.includes(service.id)).map(ofService)
  return [
    choice("service_id", given, { needed: true, first: given.length === 1 ? given[0].value : "", label: "service" }),
    choice("priority_class", desk.priority_classes.map(named)),
    ...(sheet.passedOver ? [text("reason", { needed: true })] : []),
  ]
}

function walkInBody(values) {
  return { service_id: Number(values.service_id), priority_class: values.priority_class, ...written(values, "reason") }
}

function transferFields({ desk, targets, sheet }) {
  const to = sheet.values?.to ?? "service"
  const ways = ["service", "counter", ...(otherHalls(targets).length ? ["hall"] : [])]
  return [
    choice("to", ways.map(spoken("transfer"))),
    ...TARGET_FIELDS[to]({ desk, targets, values: sheet.values ?? {} }),
    choice("place", PLACES.map(spoken("place"))),
    text("note", { needed: ![undefined, "", PLACES[0]].includes(sheet.values?.place) }),
  ]
}

const TARGET_FIELDS = {
  service: ({ desk, targets }) => [choice("service_id", hereServices(desk, targets).map(ofService), { needed: true })],
  counter: ({ desk }) => [choice("counter_id", otherCounters(desk), { needed: true, label: "counter" })],
  hall: ({ targets, values }) => {
    const halls = otherHalls(targets)
    const hall = halls.find((one) => String(one.id) === values.branch_id) ?? halls[0]
    return [
      choice("branch_id", halls.map(({ id, names }) => ({ value: String(id), names })), { label: "hall" }),
      choice("service_id", hall.services.map(ofService), { needed: true }),
    ]
  },
}

function transferBody(values, given) {
  const { to } = values
  const name = TRANSFER_BY[to]
  const hall = to === "hall" ? { branch_id: Number(values.branch_id || otherHalls(given.targets)[0].id) } : {}
  return { ...hall, [name]: Number(values[name]), place: values.place, ...written(values, "note") }
}

/** The own hall's lines with their sizes, once they have come. */
function hereServices(desk, targets) {
  const here = targets?.[0]?.services ?? desk.services
  return here.filter((service) => service.id !== desk.ticket?.service_id)
}

/** sheet.days: null until they have come. */
function followUpFields({ sheet: { days, isLost, values = {} } }) {
  const portions = portionsOf(days ?? [])
  const times = timesOf(days ?? [], values.day)
  return [
    ...(portions.length > 1 ? [choice("from", portions.map(ofPortion), { look: "days" })] : []),
    choice("day", offeredDays(days ?? [], values).map(ofDay), { needed: true, look: "days", none: days ? "none" : isLost ? "lost" : "loading" }),
    ...(times.length ? [choice("at", times.map(ofTime), { needed: true, look: "times" })] : []),
    text("note"),
  ]
}

function ofPortion([{ times }], at) {
  return { value: String(at), day: times[0], key: "counter.choice.from" }
}

function ofDay({ day, times }) {
  return { value: day, day: times[0] }
}

function ofTime(at) {
  return { value: at, time: at }
}

function otherHalls(targets) {
  return (targets ?? []).slice(1).filter((hall) => hall.services.length)
}

function otherCounters(desk) {
  return desk.counters.filter((one) => one.id !== desk.counter?.id).map((one) => ({
    value: String(one.id),
    key: "counter.name",
    params: { number: one.number },
    hint: { key: `counter.choice.counter.${one.state}`, params: { clerk: one.clerk ?? "" } },
  }))
}

function written(values, name) {
  const words = values[name]?.trim()
  return words ? { [name]: words } : {}
}
