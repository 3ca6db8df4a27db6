/** Sentences that both the drawing and the spoken guidance need. `shared` is what every page is given: see screen.js. */
import { identityKind } from "./hall.js"
import { chosenIds, refusalOf } from "./pages.js"

const LAST_TICKET_NEAR_MILLISECONDS = 2 * 60 * 60 * 1000
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000

/** What stands under a service's name: who waits and how long, or why it cannot be chosen. */
export function lineText(shared, service) {
  const { words, dates, state } = shared
  if (state.sending && chosenIds(state).includes(service.id)) return words.t("kiosk.sending")
  const refusal = refusalOf(state, service.id)
  if (refusal) return refusalText(shared, service, refusal)
  const waiting = words.t("shared.waiting", { count: service.waiting })
  return service.estimate ? words.t("kiosk.line", { waiting, range: dates.range(service.estimate) }) : waiting
}

function refusalText({ words, dates, clock }, service, refusal) {
  const opensAt = service.issuing?.opens_at
  if (refusal.code === "offline_refused") return words.t("kiosk.not_offline")
  if (refusal.code === "hall_closed" && opensAt) return words.t("kiosk.opens", { opening: dates.opening(opensAt, clock) })
  return noticeText(words, refusal)
}

export function noticeText(words, { code, message, number }) {
  if (code === "withdrawn") return words.t("kiosk.withdrawn", { number: isolated(words.digits(number)) })
  const key = `error.${code}`
  return words.has(key) ? words.t(key) : message
}

/** A number keeps its own direction inside a sentence. */
export function isolated(text) {
  return `\u2068${text}\u2069`
}

/** "Tickets until 13:00": of a service's own page. */
export function lastTicketText({ words, dates, clock }, service) {
  const until = untilOf(service)
  if (!until || Date.parse(until) - clock > DAY_MILLISECONDS) return null
  return words.t("kiosk.tickets_until", { time: isolated(dates.clock(until)) })
}

/** The same in fewer words for where many services stand, and only when it is near. */
export function nearTicketText(shared, service) {
  if (!isEnding(shared, service)) return null
  return shared.words.t("kiosk.last_number", { time: isolated(shared.dates.clock(untilOf(service))) })
}

/** Whether a service's last ticket is near. */
export function isEnding({ clock }, service) {
  const until = untilOf(service)
  return until !== null && Date.parse(until) - clock <= LAST_TICKET_NEAR_MILLISECONDS
}

function untilOf({ issuing }) {
  return issuing?.open ? issuing.until : null
}

export function waitText({ words, dates }, estimate) {
  return estimate ? words.t("kiosk.wait", { range: dates.range(estimate) }) : dates.range(estimate)
}

/** How a ticket's own line looks: offline nobody knows who stands ahead. */
export function aheadText({ words }, ticket) {
  return typeof ticket.ahead === "number" ? words.t("shared.ahead", { count: ticket.ahead }) : words.t("kiosk.ahead_unknown")
}

export function ticketWaitText(shared, ticket) {
  return typeof ticket.ahead === "number" ? waitText(shared, ticket.estimate) : null
}

/** What is true of a paper: coming, not printed, perhaps printed; or none, and what to do then. */
export function paperText({ words }, { prints, printState, phone_qr: qr }) {
  if (printState) return words.t(printState === "unknown" ? "kiosk.print_unknown" : "kiosk.print_failed")
  if (prints) return words.t("kiosk.paper_coming")
  return words.t(qr ? "kiosk.remember_or_scan" : "kiosk.remember")
}

/** What can be read of a service at a glance: [{key, title, text}]. */
export function factsOf({ words }, service) {
  const told = [
    ["place", service.place && words.name(service.place)],
    ["duration", service.minutes && words.t("shared.minutes", { count: Math.round(service.minutes) })],
    ["fee", service.fee && words.name(service.fee)],
    ["in_charge", service.in_charge && words.name(service.in_charge)],
  ]
  return told.filter(([, text]) => text).map(([key, text]) => ({ key, title: words.t(`kiosk.${key}`), text }))
}

export function takeText({ words, state }) {
  if (state.sending) return words.t("kiosk.sending")
  const count = chosenIds(state).length
  return count > 1 ? words.t("kiosk.take_for", { count }) : words.t("kiosk.take")
}

/** What the first page asks for: at its top, and after a group or a chosen service has been touched. */
export function leadText({ words, state, hall }) {
  if (state.notice) return noticeText(words, state.notice)
  if (state.wish.serviceIds.length > 0) return words.t("kiosk.choose_more")
  const group = hall.groups.find((one) => one.code === state.path)
  return group ? words.name(group.names) : words.t("kiosk.choose")
}

export function identityTitle({ words, state, hall }) {
  return words.t(identityKind(hall, chosenIds(state)) === "phone" ? "kiosk.identity_phone" : "kiosk.identity_national_id")
}

export function wrongText({ words, state, hall }) {
  if (!state.wish.wrong) return null
  const kind = identityKind(hall, chosenIds(state))
  return words.t(state.wish.wrong === "digits" ? `kiosk.wrong_${kind}` : "kiosk.wrong_number")
}
