import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { coalesce } from "#shared/coalesce.js"
import { pathOf } from "../../counter/static/js/paths.js"

test("each act has the address of docs/api.md", () => {
  const tickets = ["recall", "no_show", "begin", "finish", "return", "hold", "resume", "transfer", "add_service", "note", "rejoin", "cancel", "reopen", "reprint", "follow_up"]
  const counters = ["open", "close", "pause", "work"]

  assert.deepEqual(tickets.map((act) => pathOf(act, 9)), [
    "recalls", "no-shows", "beginnings", "finishes", "returns", "holds", "resumptions", "transfers", "services", "notes", "rejoinings",
    "cancellations", "reopenings", "reprints", "follow-ups",
  ].map((end) => `/tickets/9/${end}`))
  assert.deepEqual(counters.map((act) => pathOf(act, 5)), ["openings", "closings", "pauses", "resumptions"].map((end) => `/counters/5/${end}`))
  assert.deepEqual(["call", "walk_in", "help", "help_end"].map((act) => pathOf(act, 8)), ["/calls", "/visits", "/help-calls", "/help-calls/8/endings"])
})

test("a burst of events asks once, and a hall that is never silent is still asked for", () => {
  const due = []
  const timers = { setTimeout: (work, delay) => due.push([work, delay]) }
  let asked = 0
  const ask = coalesce(() => { asked += 1 }, 150, timers)

  ask()
  ask()
  due[0][0]()
  ask()

  assert.deepEqual([due.map(([, delay]) => delay), asked], [[150, 150], 1])
})

test("both catalogues have the same keys, each with the same placeholders", () => {
  const [fa, en] = ["fa", "en"].map(catalogueOf)

  assert.deepEqual(placeholdersOf(fa), placeholdersOf(en))
})

function catalogueOf(language) {
  const text = readFileSync(new URL(`../../server/languages/${language}/counter.po`, import.meta.url), "utf8")
  return [...text.matchAll(/^msgid "(counter\..+)"\nmsgstr "(.+)"$/gm)].map(([, key, words]) => [key, words])
}

function placeholdersOf(catalogue) {
  return Object.fromEntries(catalogue.map(([key, words]) => [key, [...words.matchAll(/\{\w+\}/g)].flat().sort()]))
}
