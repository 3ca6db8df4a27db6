/**
 * What the spoken guidance says, as plain text, and what the arrow keys step through.
 *
 * A page is {intro, items: [{id, text}]}; an item's id is the data-testid of the button it speaks for, so that Enter on
 * the keypad is a press of that very button. `shared` is what the drawing is given too: see screen.js.
 */
import { identityKind, serviceOf } from "./hall.js"
import { LENGTHS } from "./identity.js"
import { chosenIds, mayAddService, pageOf, placeOf, refusalOf } from "./pages.js"
import { ENDING_MILLISECONDS } from "./stay.js"
import { isLeading, resultsOf, shelfOf } from "./shown.js"
import { keysOf } from "./finder.js"
import {
  aheadText, factsOf, identityTitle, lastTicketText, leadText, lineText, nearTicketText, noticeText, paperText, takeText, ticketWaitText,
  wrongText,
} from "./texts.js"

const PAGES = {
  attract, services, search, service, identity, ticket, closed, trouble, starting: ({ words }) => page([words.t("kiosk.starting")]),
}

export function speechPage(shared) {
  if (shared.state.warnedAt !== null) return warning(shared)
  return PAGES[pageOf(shared.state)](shared)
}

/** A mark that changes whenever something new is to be said. */
export function speechMoment({ words, state }) {
  const { wish, ticket, query, cursor, notice, modes, keys } = state
  const typedSoFar = `${query}/${wish.digits.length}/${wish.wrong}/${wish.priorityClass}/${wish.serviceIds}`
  const print = ticket ? `${ticket.id}/${ticket.printState}/${ticket.undoRefused}/${ticket.ending}` : ""
  const modesNow = `${modes.large}/${modes.contrast}/${modes.volume}/${keys}`
  return [placeOf(state), words.language, cursor, notice?.until, typedSoFar, print, modesNow].join("|")
}

/** What to say now: the item under the cursor, or what the page is about. */
export function speechText(shared) {
  if (shared.state.ticket?.ending) return ending(shared)
  return itemUnderCursor(shared)?.text ?? speechPage(shared).intro
}

/** In which language: a language's own name is said by its own voice, for those who understand no other. */
export function speechLanguage(shared) {
  return itemUnderCursor(shared)?.language ?? shared.words.language
}

function itemUnderCursor(shared) {
  return speechPage(shared).items.find((one) => one.id === shared.state.cursor)
}

function page(sentences, items = []) {
  return { intro: sentence(sentences), items }
}

function sentence(parts) {
  const ended = (part) => part.replace(/[.؛،…]+$/, "").replace(/[^?؟]$/u, "$&.")
  return parts.filter(Boolean).map(ended).join(" ")
}

/** A number is said as its letters and then as a number: "A 23", not "A dash zero two three". */
export function spokenNumber(words, number) {
  const [letters, digits] = number.split("-")
  return `${[...letters].join(" ")} ${words.digits(Number(digits))}`
}

function attract(shared) {
  const { words, hall } = shared
  return page([words.name(hall.branch.names), words.t("kiosk.invite")], footItems(shared))
}

function services(shared) {
  const { words, state } = shared
  const { entries, pages } = shelfOf(shared)
  const first = isLeading(state) ? [words.name(shared.hall.branch.names), words.t("kiosk.speech_on")] : []
  const choices = words.t("kiosk.choices", { count: entries.length })
  const items = [...entries.map((entry) => entryItem(shared, entry)), ...barItems(shared, pages), ...footItems(shared)]
  return page([...first, leadText(shared), choices, words.t("kiosk.speech_keys")], items)
}

function entryItem(shared, { kind, code, group, services: inside, service }) {
  const { words } = shared
  if (kind === "service") return serviceItem(shared, service)
  return item(`group-${code}`, [words.name(group.names), words.t("kiosk.services_in", { count: inside.length })])
}

function serviceItem(shared, service) {
  const { words, state } = shared
  const unavailable = refusalOf(state, service.id) && words.t("kiosk.unavailable")
  return item(`service-${service.code}`, [words.name(service.names), unavailable, lineText(shared, service), nearTicketText(shared, service)])
}

function item(id, parts) {
  return { id, text: sentence(parts) }
}

function barItems({ words, state, searchable }, pages) {
  const back = state.path !== null || state.wish.serviceIds.length > 0
  return [
    back && item("back", [words.t("kiosk.back")]),
    pages > 1 && state.shelfPage < pages - 1 && item("next-page", [words.t("kiosk.next")]),
    pages > 1 && state.shelfPage > 0 && item("previous-page", [words.t("kiosk.previous")]),
    searchable && item("search", [words.t("kiosk.search")]),
  ].filter(Boolean)
}

/** The languages and the aids, which stand at the foot of every page. */
function footItems({ words, state }) {
  const languages = words.languages.map(({ code, name }) => ({ ...item(`language-${code}`, [name]), language: code }))
  const modes = ["large", "contrast", "spoken"].map((mode) => {
    return item(`mode-${mode}`, [words.t(`kiosk.mode_${mode}`), words.t(state.modes[mode] ? "kiosk.is_on" : "kiosk.is_off")])
  })
  const volume = ["quieter", "louder"].map((id) => item(id, [words.t(`kiosk.${id}`)]))
  return [...(pageOf(state) === "ticket" ? [] : languages), ...modes, ...(state.modes.spoken ? volume : [])]
}

function service(shared) {
  const { words, state, hall } = shared
  const chosen = serviceOf(hall, state.wish.looking)
  const listed = (title, texts) => texts.length > 0 && `${words.t(title)}: ${texts.map((names) => words.name(names)).join(". ")}`
  const intro = [
    words.name(chosen.names), lineText(shared, chosen), lastTicketText(shared, chosen),
    listed("kiosk.documents", chosen.documents), listed("kiosk.steps", chosen.steps),
    ...factsOf(shared, chosen).map(({ title, text }) => `${title}: ${text}`),
  ]
  return page(intro, [item("take", [takeText(shared)]), ...wishItems(shared), item("back", [words.t("kiosk.back")]), ...footItems(shared)])
}

function wishItems({ words, state, hall }) {
  const classes = hall.classes.length > 1 ? hall.classes : []
  const removable = state.wish.serviceIds.map((id) => serviceOf(hall, id)).filter(Boolean)
  return [
    ...classes.map((one) => classItem(words, state, one)),
    ...removable.map((one) => item(`remove-${one.code}`, [words.t("kiosk.remove", { service: words.name(one.names) })])),
    ...(mayAddService(state) ? [item("add-service", [words.t("kiosk.add_service")])] : []),
  ]
}

function classItem(words, state, { code, names, asks_proof: proof }) {
  const chosen = state.wish.priorityClass === code
  return item(`class-${code}`, [words.name(names), proof && words.t("kiosk.proof"), chosen && words.t("kiosk.is_chosen")])
}

function search(shared) {
  const { words, state } = shared
  const results = resultsOf(shared)
  const keys = keysOf(words, state.keys).map((key) => item(`key-${key}`, [key]))
  const found = words.t("kiosk.found", { count: results.all })
  const others = [["key-space", "kiosk.space"], ["key-erase", "kiosk.erase"], ["key-turn", turnText(state)], ["back", "kiosk.back"]]
  return page(
    [state.query || words.t("kiosk.search_title"), found],
    [...results.shown.map((one) => serviceItem(shared, one)), ...keys, ...others.map(([id, key]) => item(id, [words.t(key)]))],
  )
}

function turnText(state) {
  return state.keys === "letters" ? "kiosk.show_digits" : "kiosk.show_letters"
}

/** Digits of a person are never said aloud: only how many have been typed. */
function identity(shared) {
  const { words, state, hall } = shared
  const most = LENGTHS[identityKind(hall, chosenIds(state))] ?? 0
  const count = words.t("kiosk.digits_typed", { count: state.wish.digits.length, most })
  const keys = [..."1234567890"].map((digit) => item(`digit-${digit}`, [words.digits(digit)]))
  return page(
    [wrongText(shared), identityTitle(shared), count, words.t("kiosk.identity_why")],
    [...keys, item("erase", [words.t("kiosk.erase")]), item("take", [takeText(shared), count]), item("back", [words.t("kiosk.back")])],
  )
}

function ticket(shared) {
  const { words, state } = shared
  const { ticket: given } = state
  const said = [
    `${words.t("kiosk.your_number")}: ${spokenNumber(words, given.number)}`, given.provisional && words.t("kiosk.provisional"),
    aheadText(shared, given), ticketWaitText(shared, given), paperText(shared, given),
    given.undoRefused && noticeText(words, { code: given.undoRefused, message: "" }),
  ]
  const undo = shared.undoLeft > 0 ? [item("undo", [words.t("kiosk.undo")])] : []
  return page(said, [item("done", [words.t("kiosk.done")]), ...undo, ...footItems(shared)])
}

/** Said once before a number goes by itself. */
function ending({ words }) {
  const time = words.t("shared.seconds", { count: ENDING_MILLISECONDS / 1000 })
  return sentence([words.t("kiosk.ending", { time })])
}

function closed(shared) {
  const { words, dates, hall, clock } = shared
  const { opens_at: opensAt } = hall.branch
  const opens = opensAt && words.t("kiosk.opens", { opening: dates.opening(opensAt, clock) })
  return page([words.t("kiosk.closed"), opens], footItems(shared))
}

function trouble(shared) {
  const { words } = shared
  return page([words.t("kiosk.trouble"), words.t("kiosk.ask_clerk")], footItems(shared))
}

/** Any key is a yes (main.js), so there is nothing to step through. */
function warning({ words }) {
  return page([words.t("kiosk.still_there"), words.t("kiosk.any_key")])
}
