import assert from "node:assert/strict"
import { test } from "node:test"
import { makeDates } from "#shared/dates.js"
import * as flow from "../../kiosk/static/js/flow.js"
import { moved } from "../../kiosk/static/js/keys.js"
import { isSearchable } from "../../kiosk/static/js/shown.js"
import { roomOn } from "../../kiosk/static/js/sizes.js"
import { speechLanguage, speechMoment, speechPage, speechText, spokenNumber } from "../../kiosk/static/js/speech.js"
import { GUIDE, line, looking, PICTURE, ready, take, TICKET, told, withTicket, wordsOf } from "./kiosk-state.js"

const NOON = new Date("2026-11-24T12:00:00Z")
const ROOM = roomOn({ width: 1080, height: 1920, inches: 21.5 })

function shared(state, language = "en") {
  const words = wordsOf(language)
  const hall = flow.hall(state)
  const dates = makeDates({ words, timeZone: "UTC" })
  return { words, dates, state, hall, room: ROOM, clock: NOON, searchable: isSearchable(hall), undoLeft: state.ticket ? 20_000 : 0 }
}
const intro = (state, language) => speechPage(shared(state, language)).intro
const items = (state, language) => speechPage(shared(state, language)).items
const texts = (state, language) => Object.fromEntries(items(state, language).map(({ id, text }) => [id, text]))
const spoken = () => flow.keyCame({ ...ready(), page: "attract" }, 0)

test("the first key is answered with where one is and how to go on", () => {
  assert.equal(
    intro(spoken()),
    "Town hall. Spoken guidance is on. Touch the service you came for. 3 choices. Move with the arrow keys and choose with Enter.",
  )
})

test("the arrows step through services, languages and aids, each with all that is to be known of it", () => {
  assert.deepEqual(items(spoken()).map(({ id }) => id), [
    "service-s1", "service-s2", "service-s3", "language-en", "language-fa", "mode-large", "mode-contrast", "mode-spoken", "quieter", "louder",
  ])
  const said = texts(spoken())
  assert.deepEqual(
    [said["service-s1"], said["language-fa"], said["mode-spoken"], said["mode-large"]],
    ["Service 1. 2 waiting.", "فارسی.", "Listen. On.", "Large text. Off."],
  )
})

test("a service that cannot be chosen says so, and when it can", () => {
  const issuing = { open: false, why: "hall_closed", until: null, opens_at: "2026-11-24T13:30:00Z" }
  const state = ready({ picture: { ...PICTURE, services: [line(1, { issuing })] } })
  assert.equal(texts(state)["service-s1"], "Service 1. Not available. It opens at 13:30.")
})

test("a service is told whole before its number is taken, and in the visitor's language", () => {
  const services = [told(1, {
    documents: [{ en: "ID card", fa: "کارت ملی" }, { en: "Deed", fa: "سند" }], steps: [{ en: "Pay", fa: "پرداخت" }], minutes: 12,
    fee: { en: "Free", fa: "رایگان" },
  })]
  const estimate = { kind: "range", low_minutes: 5, high_minutes: 9 }
  const state = looking(1, ready({ picture: { ...PICTURE, services: [line(1, { estimate })] }, guide: { ...GUIDE, services } }))
  assert.equal(
    intro(state),
    "Service 1. 2 waiting · 5 to 9 minutes. What to bring: ID card. Deed. How it goes: Pay. At the counter: 12 minutes. Fee: Free.",
  )
  assert.equal(
    intro(state, "fa"),
    "خدمت 1. ۲ نفر در صف · ۵ تا ۹ دقیقه. مدارک لازم: کارت ملی. سند. مراحل کار: پرداخت. مدت انجام کار: ۱۲ دقیقه. هزینه: رایگان.",
  )
  assert.deepEqual(items(state).slice(0, 2).map(({ text }) => text), ["Take a number.", "Back."])
})

test("a priority class says that its proof is asked for, and which one is chosen", () => {
  const classes = [...GUIDE.priority_classes, { code: "elderly", names: { en: "Elderly" }, asks_proof: true }]
  const state = flow.chooseClass(looking(1, ready({ guide: { ...GUIDE, priority_classes: classes } })), "elderly")
  const said = texts(state)
  assert.deepEqual(
    [said["class-standard"], said["class-elderly"]],
    ["Standard.", "Elderly. Please show your proof at the counter. Chosen."],
  )
})

test("digits of a person are counted aloud and never said", () => {
  const typed = [..."49937"].reduce((state, digit) => flow.typeDigit(state, "national_id", digit), take(looking(3)))
  assert.equal(intro(typed), "Enter your national ID number. 5 of 10 digits. Only to count today's numbers; yours is not kept.")
  const wrong = take(typed)
  assert.equal(intro(wrong).split(". ")[0], "A national ID has ten digits; please enter all of them")
  assert.notEqual(speechMoment(shared(typed)), speechMoment(shared(flow.typeDigit(typed, "national_id", "0"))))
})

test("a number is said as letters and a number, with all that its page shows", () => {
  assert.deepEqual([spokenNumber(wordsOf("en"), "A-023"), spokenNumber(wordsOf("fa"), "AK-001")], ["A 23", "A K ۱"])
  assert.equal(intro(withTicket()), "Your number: A 23. 2 people ahead of you. no open counter. Your paper ticket is coming.")
  assert.deepEqual(items(withTicket()).slice(0, 2).map(({ text }) => text), ["Done.", "Wrong service? Give it back."])
})

test("a number given while the link is cut says what it is, and nothing that nobody knows", () => {
  const ticket = { ...TICKET, number: "AK-001", ahead: null, provisional: true, prints: false }
  const state = flow.ticketCame(take(looking(1)), ticket, 0, 2000)
  assert.equal(
    intro(state),
    "Your number: A K 1. Provisional number: you join the queue in your place when the link is back."
      + " How many are ahead of you is not known now. Please remember your number.",
  )
})

test("a search says what is typed and how much it finds", () => {
  const state = flow.typeLetter(flow.openSearch(ready()), "S")
  assert.equal(intro(state), "S. 3 services found.")
  assert.deepEqual(items(state).slice(0, 4).map(({ id }) => id), ["service-s1", "service-s2", "service-s3", "key-A"])
})

test("a visitor is asked whether they are still there", () => {
  assert.equal(intro({ ...looking(1), warnedAt: 0 }), "Are you still there? Press any key to go on.")
})

test("whoever hears a number is told that it goes, and how to keep it, whatever was said last", () => {
  const before = flow.moveCursor(withTicket(), "done")
  const ending = { ...before, ticket: { ...before.ticket, ending: true } }
  assert.equal(speechText(shared(ending)), "This page goes away in 10 seconds. Press any key to keep it.")
  assert.notEqual(speechMoment(shared(ending)), speechMoment(shared(before)))
})

test("a language's name is said in that language, all else in the visitor's", () => {
  const said = ["language-fa", "mode-large", null].map((id) => speechLanguage(shared(flow.moveCursor(spoken(), id))))
  assert.deepEqual(said, ["fa", "en", "en"])
})

test("a last ticket is told on the card when it is near, and on the page always", () => {
  const at = (until) => ready({ picture: { ...PICTURE, services: [line(1, { issuing: { open: true, why: null, until, opens_at: null } })] } })
  const [near, far] = ["2026-11-24T13:30:00Z", "2026-11-24T16:00:00Z"].map(at)
  assert.deepEqual(
    [near, far].map((state) => texts(state)["service-s1"]),
    ["Service 1. 2 waiting. Last number at \u206813:30\u2069.", "Service 1. 2 waiting."],
  )
  assert.match(intro(looking(1, far)), /Numbers until \u206816:00\u2069/)
})

test("a closed hall says when it opens", () => {
  const branch = { ...PICTURE.branch, open: false, opens_at: "2026-11-25T07:30:00Z" }
  assert.equal(intro(ready({ picture: { ...PICTURE, branch } })), "The hall is closed. It opens tomorrow at 07:30.")
})

test("what is said is the item under the cursor, and again only when something new is to be said", () => {
  const state = spoken()
  const first = flow.moveCursor(state, moved(items(state), null, "next"))
  assert.equal(speechText(shared(first)), "Service 1. 2 waiting.")
  const moments = [state, first, flow.tick(first, 100), flow.pictureCame(first, PICTURE, "en")].map((one) => speechMoment(shared(one)))
  assert.equal(new Set(moments).size, 2)
})
