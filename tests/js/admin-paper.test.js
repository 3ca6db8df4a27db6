import assert from "node:assert/strict"
import { test } from "node:test"
import { makePaper } from "../../server/admin/static/js/paper/paper.js"
import { printersIn } from "../../server/admin/static/js/paper/printers.js"
import * as papers from "../../server/admin/static/js/paper/state.js"
import { BOARD, HALL, NOW, SUPERVISOR } from "./admin-hall.js"

const KINDS = ["ticket", "reprint", "test", "day_slip", "follow_up"]
const ANY = { width: null, service_id: null, language: null }
const ANSWER = {
  templates: [
    { name: "ticket", ...ANY, source: "hall" },
    { name: "ticket", ...ANY, width: 384, source: "narrow" },
    { name: "ticket", ...ANY, language: "en", source: "english" },
    { name: "ticket", ...ANY, service_id: 1, source: "service" },
  ],
  built_in: KINDS.map((name) => ({ name, source: `built-in ${name}` })),
  services: [{ id: 1, letter: "A", names: { fa: "پروانه" } }],
  languages: ["fa", "en"],
  widths: [576, 512, 384],
}
const ticket = (fit) => ({ name: "ticket", ...ANY, ...fit })
const ready = () => papers.loaded(papers.start(), ANSWER)

test("what is printed for a fit now is where its text begins", () => {
  const sourceOf = (fit) => papers.opened(ready(), fit).source

  assert.deepEqual([{}, { width: 384 }, { language: "en", width: 384 }, { service_id: 1, language: "en" }, { service_id: 2 }].map(
    (fit) => sourceOf(ticket(fit)),
  ), ["hall", "narrow", "english", "service", "hall"])
  assert.equal(sourceOf({ name: "test", ...ANY }), "built-in test")
})

test("text that is not kept yet goes with another aim; kept text does not", () => {
  const dirty = papers.aimed(papers.typed(ready(), "mine"), { service_id: 1 })
  const clean = papers.aimed(ready(), { service_id: 1 })

  assert.deepEqual([dirty.source, dirty.kept, papers.isDirty(dirty)], ["mine", "service", true])
  assert.deepEqual([clean.source, papers.isDirty(clean), papers.isOwn(clean)], ["service", false, true])
})

test("the preview is asked for the fit, and for the look where the fit leaves it open", () => {
  const open = papers.wishOf(papers.looked(ready(), { width: 384, long: true }))
  const fixed = papers.wishOf(papers.aimed(papers.looked(ready(), { width: 384 }), { width: 576, language: "en" }))

  assert.deepEqual(open, { name: "ticket", service_id: null, width: 384, language: "fa", long: true, source: "hall" })
  assert.deepEqual([fixed.width, fixed.language], [576, "en"])
})

test("the list shows each kind with what the hall has of its own", () => {
  assert.deepEqual(papers.entriesOf(ready()).map(({ name, own }) => [name, own.length]), [
    ["ticket", 4], ["reprint", 0], ["test", 0], ["day_slip", 0], ["follow_up", 0],
  ])
})

test("a printer that is well or tells nothing asks for nobody", () => {
  const states = ["ok", "unknown", "paper_low", "paper_out", "cover_open", "offline", "mute", "error", "silent"]
  const rows = printersIn(states.map((state) => ({ ...BOARD.printers[0], state })), NOW)

  assert.deepEqual(rows.map((row) => row.trouble), [null, null, "soon", ...Array(6).fill("now")])
  assert.deepEqual(printersIn(BOARD.printers, NOW).map(({ name, seconds }) => [name, seconds]), [
    ["printer-1/main", 5400], ["printer-1/second", 180], ["printer-2/main", null],
  ])
})

/** A room on answers of the test's own, whose timers run when the test says. */
function room(answers = {}) {
  const asked = []
  const due = []
  const answer = async (method, path, body) => {
    asked.push([method, path, body])
    const given = await (answers[`${method} ${path}`] ?? (() => (path.endsWith("/templates") ? ANSWER : { printers: BOARD.printers })))(body)
    if (given instanceof Error) throw given
    return given
  }
  const api = {
    get: (path) => answer("GET", path), post: (path, body) => answer("POST", path, body),
    del: (path) => answer("DELETE", path), serverNow: () => new Date(NOW),
  }
  const press = { postOnce: (path, body) => answer("POST", path, body), put: (path, body) => answer("PUT", path, body) }
  const timers = { setTimeout: (work) => due.push(work), clearTimeout: () => due.splice(0), setInterval: () => 1, clearInterval: () => {} }
  const made = makePaper({ hall: HALL, user: SUPERVISOR, api, press, onChange: () => {}, onSignedOut: () => {}, timers })
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0))
  const rest = async () => (await settle(), await Promise.all(due.splice(0).map((work) => work())), await settle())
  return { made, asked, rest, due }
}

const refusal = (code, details) => Object.assign(new Error(code), { code, details, status: 422 })
const PREVIEWS = "POST /branches/3/template-previews"

test("printers that come before the templates stay", async () => {
  let arrive
  const templates = new Promise((resolve) => { arrive = () => resolve(ANSWER) })
  const { made, rest } = room({ "GET /branches/3/templates": () => templates, [PREVIEWS]: () => "data:x" })
  await rest()
  const before = made.state()
  arrive()
  await rest()

  assert.deepEqual([before.loaded, before.printers.length], [null, 3])
  assert.deepEqual([made.state().loaded, made.state().printers.length], [ANSWER, 3])
})

test("many letters are one picture, drawn when the typing rests", async () => {
  const { made, asked, rest } = room({ [PREVIEWS]: ({ source }) => `data:${source}` })
  await rest()
  for (const text of ["a", "ab", "abc"]) made.type(text)
  await rest()

  const drawn = asked.filter(([, path]) => path.endsWith("previews")).map(([, , body]) => body.source)
  assert.deepEqual(drawn, ["hall", "abc"])
  assert.deepEqual([made.state().preview.picture, papers.pictureState(made.state())], ["data:abc", "fresh"])
})

test("a broken text keeps the last picture and says where it is wrong", async () => {
  const broken = { line: 4, column: 2, message: "unknown variable: x" }
  const { made, rest } = room({ [PREVIEWS]: ({ source }) => (source === "#x" ? refusal("template_broken", broken) : "data:good") })
  await rest()
  made.type("#x")
  const typing = papers.pictureState(made.state())
  await rest()

  assert.deepEqual([typing, papers.pictureState(made.state())], ["drawing", "stale"])
  assert.deepEqual([made.state().preview.picture, made.state().preview.broken], ["data:good", broken])
})

test("what could not be kept stays unsaved; what was kept is the hall's own", async () => {
  let isBroken = true
  const put = ({ source }) => (isBroken ? refusal("template_broken", { line: 1, column: 1, message: "no" }) : { source })
  const { made, asked, rest } = room({ [PREVIEWS]: () => "data:x", "PUT /branches/3/templates": put })
  await rest()
  made.type("mine")
  await made.save()
  const after = [made.state().said, papers.isDirty(made.state())]
  isBroken = false
  await made.save()

  assert.deepEqual(after, ["broken", true])
  assert.equal(made.state().said, "saved")
  assert.deepEqual(asked.filter(([method]) => method === "PUT").at(-1)[2], { ...ticket({}), source: "mine" })
})

test("giving up names exactly the fit", async () => {
  const { made, asked, rest } = room({ [PREVIEWS]: () => "data:x", "DELETE /branches/3/templates?name=ticket&width=384": () => null })
  await rest()
  made.open(ticket({ width: 384 }))
  await made.giveUp()

  assert.equal(made.state().said, "given_up")
  assert.deepEqual(asked.filter(([method]) => method === "DELETE").map(([, path]) => path), ["/branches/3/templates?name=ticket&width=384"])
})

test("unsaved text is not left for another template", async () => {
  const { made, rest } = room({ [PREVIEWS]: () => "data:x" })
  await rest()
  made.type("mine")
  made.open({ name: "test", ...ANY })

  assert.deepEqual([made.state().said, made.state().source, made.state().fit.name], ["unsaved", "mine", "ticket"])
})
