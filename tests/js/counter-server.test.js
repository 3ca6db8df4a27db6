import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { coalesce } from "../../counter/static/js/coalesce.js"
import { pathOf } from "../../counter/static/js/paths.js"

test("each act has the address of docs/api.md", () => {
  const acts = [["call", null], ["recall", 9], ["no_show", 9], ["begin", 9], ["finish", 9], ["open", 5], ["close", 5]]

  assert.deepEqual(acts.map(([act, subject]) => pathOf(act, subject)), [
    "/calls", "/tickets/9/recalls", "/tickets/9/no-shows", "/tickets/9/beginnings", "/tickets/9/finishes",
    "/counters/5/openings", "/counters/5/closings",
  ])
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
