import assert from "node:assert/strict"
import { test } from "node:test"
import { makeApi } from "#shared/api.js"
import { daysToCome, offeredDays, timesOf } from "../../counter/static/js/appointments.js"
import { makeClerk } from "../../counter/static/js/clerk.js"
import { answered, heard, received, refused, sent, start } from "../../counter/static/js/desk.js"
import { failureOf, lackOf, printableOf } from "../../counter/static/js/printing.js"
import { fieldsOf } from "../../counter/static/js/questions.js"
import { dayText } from "../../counter/static/js/sentences.js"
import { commandOf, opened, typed, withDays } from "../../counter/static/js/sheets.js"
import { deskWith, finishedRow, heldRow, lineOf, MARYAM, missedRow, NOW, ticketIn, waiting } from "./counter-hall.js"

globalThis.document = { documentElement: { dataset: {} } }
const MORNING = { day: "2026-11-23", open_spans: [["2026-11-23T06:00:00Z", "2026-11-23T08:15:00Z"]] }
const BROKEN_DAY = {
  day: "2026-11-24", open_spans: [["2026-11-24T04:00:00Z", "2026-11-24T05:00:00Z"], ["2026-11-24T09:30:00Z", "2026-11-24T10:00:00Z"]],
}
const TOMORROW = { day: "2026-11-24", times: ["2026-11-24T04:00:00.000Z", "2026-11-24T04:30:00.000Z", "2026-11-24T09:30:00.000Z"] }
const DAYS = Array.from({ length: 11 }, (_, at) => ({ day: `day ${at}`, times: [`2026-12-${at + 10}T05:00:00.000Z`] }))

const serving = { ...start({ user: MARYAM }), desk: deskWith({ ticket: ticketIn("serving"), held: [heldRow()] }) }
const asked = (act, subject = 9) => sent(serving, { act, subject, body: {}, requestId: "r1" })
const failed = (changes = {}) => ({ kind: "print_failed", ticket_id: 9, state: "failed", reason: "paper_out", ...changes })
const sheet = withDays(opened(serving, "follow_up", 9), DAYS)
const choosing = (values) => Object.entries(values).reduce((state, [name, value]) => typed(state, name, value), sheet)
const namesOf = (state) => fieldsOf({ ...state }).map((field) => field.name)

test("an appointment is on the half hour while the service is given, and never in the past", () => {
  assert.deepEqual(daysToCome([MORNING, BROKEN_DAY], NOW), [
    { day: "2026-11-23", times: ["2026-11-23T07:30:00.000Z", "2026-11-23T08:00:00.000Z"] }, TOMORROW,
  ])
  assert.deepEqual(daysToCome([MORNING], Date.parse("2026-11-23T08:00:00Z")), [])
})

test("nine days are offered at a time, one for each digit; later ones from their own first day on", () => {
  assert.deepEqual(offeredDays(DAYS, { from: "" }), DAYS.slice(0, 9))
  assert.deepEqual(offeredDays(DAYS, { from: "1" }), DAYS.slice(9))
  assert.deepEqual(timesOf(DAYS, "day 10"), DAYS[10].times)
  assert.deepEqual(timesOf(DAYS, ""), [])
})

test("the times come with the day, and another day or another while asks anew", () => {
  assert.deepEqual(namesOf(sheet), ["from", "day", "note"])
  const chosen = choosing({ day: "day 1", at: DAYS[1].times[0] })

  assert.deepEqual(namesOf(chosen), ["from", "day", "at", "note"])
  assert.deepEqual(typed(chosen, "day", "day 2").sheet.values, { from: "0", day: "day 2", at: "", note: "" })
  assert.deepEqual(typed(chosen, "from", "1").sheet.values, { from: "1", day: "", at: "", note: "" })
})

test("an appointment is sent with its time and note, and not without a day and a time", () => {
  assert.deepEqual(commandOf(sheet), { problem: "day" })
  assert.deepEqual(commandOf(choosing({ day: "day 1" })), { problem: "at" })
  assert.deepEqual(commandOf(choosing({ day: "day 1", at: DAYS[1].times[0], note: " the plan " })), {
    act: "follow_up", subject: 9, body: { at: DAYS[1].times[0], note: "the plan" },
  })
})

test("while there are no days the sheet says why, and sends nothing", () => {
  const states = [opened(serving, "follow_up", 9), withDays(sheet, []), withDays(sheet, null)]

  assert.deepEqual(states.map((state) => fieldsOf({ ...state })[0].none), ["loading", "none", "lost"])
  assert.deepEqual(states.map(commandOf), states.map(() => ({ problem: "day" })))
  assert.equal(withDays(serving, DAYS), serving)
})

test("the sheet of an appointment closes when its visitor is gone", () => {
  assert.equal(received(sheet, deskWith({ ticket: ticketIn("serving"), seq: 41 }), NOW).sheet.kind, "follow_up")
  assert.equal(received(sheet, deskWith(), NOW).sheet, null)
})

test("whoever may still be called or come back is printed again, nobody else", () => {
  const desk = deskWith({
    ticket: ticketIn("called"), lines: [lineOf([waiting(1, "A-001")])], held: [heldRow()], missed: [missedRow({ until: null })],
    finished: [finishedRow()],
  })

  assert.deepEqual([9, 1, 30, 40, 50].map((id) => printableOf(desk, id)?.number ?? null), ["A-023", "A-001", "A-030", "A-040", null])
  assert.deepEqual([null, 9, 50].map((id) => lackOf(desk, id)), ["whose_paper", null, "no_paper_any_more"])
})

test("a paper on its way is said with its number, whoever is in front; its sheet closes", () => {
  const done = answered(asked("reprint", 30), "reprint", { id: 4, state: "queued" }, NOW)
  const noted = answered({ ...asked("follow_up"), sheet: sheet.sheet }, "follow_up", { id: 5, state: "queued" }, NOW)

  assert.deepEqual([done.notice, done.act, done.attempt, done.desk], [
    { kind: "said", key: "counter.said.reprint", params: { number: "A-030" } }, null, null, serving.desk,
  ])
  assert.deepEqual([noted.notice.key, noted.sheet], ["counter.said.follow_up", null])
})

test("a printer that could not print says why, once, also when that is heard before the answer", () => {
  const told = { kind: "refused", code: "print_failed.paper_out", message: "", params: { number: "A-023" } }
  const late = heard(answered(asked("reprint"), "reprint", {}, NOW), failed())
  const early = answered(heard(asked("reprint"), failed()), "reprint", {}, NOW)

  assert.deepEqual([late.notice, early.notice], [told, told])
  assert.equal(heard(late, failed()), late)
})

test("what went wrong is named where a clerk can mend it; an unsure paper is never called lost", () => {
  const { paper } = asked("reprint")
  const codes = [failed({ reason: "cover_open" }), failed({ reason: "stuck" }), failed({ state: "unknown" })].map((event) => failureOf(paper, event))

  assert.deepEqual(codes, ["print_failed.cover_open", "print_failed.other", "print_failed.unsure"])
  assert.deepEqual([failed({ ticket_id: 8 }), { kind: "ticket_noted", ticket_id: 9 }].map((event) => failureOf(paper, event)), [null, null])
  assert.equal(failureOf(null, failed()), null)
})

test("a paper that was refused is not waited for; one whose answer is lost may still come", () => {
  const away = refused(asked("reprint"), { code: "printer_away", status: 409, details: { printer: "printer-1/main" } })

  const lost = refused(asked("reprint"), { code: "no_connection", status: 0 })

  assert.deepEqual([away.notice.code, away.notice.params.printer, away.paper], ["printer_away", "printer-1/main", null])
  assert.deepEqual(lost.paper, { id: 9, number: "A-023" })
})

test("the weekday is not said twice", () => {
  const dates = { date: () => "شنبه ۷ آذر ۱۴۰۵", weekday: () => "شنبه" }

  assert.equal(dayText("2026-11-28T05:00:00Z", dates), "۷ آذر ۱۴۰۵")
})

test("the key prints whom it is meant for, asks whose paper where nobody is meant, and the days come with their sheet", async () => {
  const posted = []
  async function fetch(url, { method, body }) {
    const path = url.replace("/api/v1", "")
    if (method === "POST") posted.push([path, JSON.parse(body)])
    const given = { "/desk": serving.desk, "/services/1/open-days": { days: [MORNING] } }[path]
    return new Response(JSON.stringify(given ?? { id: 1, state: "queued" }), { status: method === "POST" ? 201 : 200 })
  }
  const api = makeApi({ language: "fa", fetch, now: "2026-11-23T07:10:00Z" })
  const clerk = makeClerk({ page: { user: MARYAM, branch_id: 1 }, api, watch: () => ({ stop() {} }), onChange: () => {} })
  await clerk.load()
  await new Promise((resolve) => setTimeout(resolve, 1))

  await clerk.press("reprint")
  await clerk.press("reprint", 30)
  clerk.press("reprint", 50)
  assert.deepEqual([posted.map(([path]) => path), clerk.state().notice.key], [
    ["/tickets/9/reprints", "/tickets/30/reprints"], "counter.first.no_paper_any_more",
  ])

  clerk.press("follow_up")
  await new Promise((resolve) => setTimeout(resolve, 1))
  assert.deepEqual(clerk.state().sheet.days.map((one) => one.day), ["2026-11-23"])
})
