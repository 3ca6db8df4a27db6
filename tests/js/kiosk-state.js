/** What the kiosk's tests share: a small hall as its server tells it, and a state that shows it. */
import { readFileSync } from "node:fs"
import { makeWords } from "#shared/words.js"
import * as flow from "../../kiosk/static/js/flow.js"

const OPEN = { open: true, why: null, until: null, opens_at: null }
export const line = (id, changes = {}) => ({
  id, code: `s${id}`, letter: "ABCDEFGHIJ"[id - 1], names: { en: `Service ${id}`, fa: `خدمت ${id}` }, color: "#0b6e78", waiting: 2,
  estimate: null, issuing: OPEN, ...changes,
})
export const told = (id, changes = {}) => ({
  id, code: `s${id}`, icon: null, group: null, documents: [], steps: [], minutes: 5, fee: null, place: null, in_charge: null,
  identity: "none", per_person: null, ...changes,
})

export const PICTURE = {
  seq: 1,
  branch: { names: { en: "Town hall", fa: "شهرداری" }, time_zone: "UTC", languages: ["en", "fa"], open: true, opens_at: null },
  services: [line(1), line(2), line(3)],
}
export const GUIDE = {
  groups: [],
  services: [told(1, { place: { en: "Ground floor" } }), told(2), told(3, { place: { en: "First floor" }, identity: "national_id" })],
  priority_classes: [{ code: "standard", names: { en: "Standard" }, asks_proof: false }],
  rules: { services_per_ticket: 2, undo_seconds: 20, idle_seconds: 45 },
}
export const TICKET = { id: 9, number: "A-023", service_id: 1, services: [1], ahead: 2, estimate: null, prints: true, phone_qr: null }
export const ID = "0012345679"

/** A visitor before the first page. */
export function ready({ picture = PICTURE, guide = GUIDE } = {}) {
  const shown = flow.guideCame(flow.pictureCame(flow.startKiosk("en"), picture, "en"), guide)
  return flow.touched(flow.begin(shown), 0)
}

export const take = (state, requestId = "first", now = 1000) => flow.take(state, requestId, now)
export const looking = (serviceId, state = ready()) => flow.lookAt(state, serviceId)
export const withTicket = (now = 2000, state = take(looking(1))) => flow.ticketCame(state, TICKET, 20_000, now)

/** The catalogues as the server reads them, for one language. */
export function wordsOf(code, languages = ["en", "fa"]) {
  const known = languages.map((one) => ({ code: one, ...LANGUAGES[one] }))
  const words = Object.fromEntries(languages.map((one) => [one, catalogue(one)]))
  return makeWords({ words, language: code, languages: known })
}

const LANGUAGES = {
  en: { name: "English", direction: "ltr", digits: "0123456789", sort: ["en"] },
  fa: { name: "فارسی", direction: "rtl", digits: "۰۱۲۳۴۵۶۷۸۹", sort: ["fa"] },
  ar: { name: "العربية", direction: "rtl", digits: "٠١٢٣٤٥٦٧٨٩", sort: ["ar"] },
  ckb: { name: "کوردی", direction: "rtl", digits: "٠١٢٣٤٥٦٧٨٩", sort: ["ckb", "fa"] },
}

function catalogue(code) {
  const texts = ["kiosk", "shared", "error"].map((room) => {
    return readFileSync(new URL(`../../server/languages/${code}/${room}.po`, import.meta.url), "utf8")
  })
  return Object.fromEntries(Array.from(texts.join("\n").matchAll(/^msgid "(.+)"\nmsgstr "(.+)"$/gm), ([, key, text]) => [key, text]))
}
