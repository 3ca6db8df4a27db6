import assert from "node:assert/strict"
import { mock, test } from "node:test"
import { makeKept } from "../../display/static/js/kept.js"

/** A browser's store. */
function store() {
  const all = new Map()
  return { getItem: (key) => all.get(key) ?? null, setItem: (key, text) => all.set(key, text) }
}

test("what a device kept is there after the page was loaded again", () => {
  const mine = store()
  makeKept({ id: 7 }, mine).part("picture").keep({ seq: 5 })
  const later = makeKept({ id: 7 }, mine)
  assert.deepEqual([later.part("picture").read(), later.part("plan").read()], [{ seq: 5 }, null])
})

test("a browser that became another device, perhaps of another hall, has kept nothing", () => {
  const mine = store()
  for (const name of ["picture", "announcer", "plan"]) makeKept({ id: 7 }, mine).part(name).keep({ seq: 5 })
  const other = makeKept({ id: 8 }, mine)
  assert.deepEqual(["picture", "announcer", "plan"].map((name) => other.part(name).read()), [null, null, null])
})

test("what is no text of ours is nothing", () => {
  for (const text of ["", "{", "7", "null", '{"seq":5}']) {
    assert.equal(makeKept({ id: 7 }, { getItem: () => text }).part("picture").read(), null)
  }
})

test("a store that is full, or none at all, keeps nothing and stops nobody", () => {
  const told = mock.method(console, "warn", () => {})
  const full = { getItem: () => null, setItem() { throw new Error("full") } }
  for (const one of [full, null]) {
    const { read, keep } = makeKept({ id: 7 }, one).part("picture")
    keep({ seq: 5 })
    assert.equal(read(), null)
  }
  assert.equal(told.mock.callCount(), 2)
  mock.restoreAll()
})
