import assert from "node:assert/strict"
import { test } from "node:test"
import { hashOf, NOWHERE, placeOf } from "../../server/admin/static/js/address.js"
import {
  hallsNamed, mayChoose, moment, moved, settledPlace, signedIn, signedOut, start, withHalls,
} from "../../server/admin/static/js/console.js"
import { ENTRIES, entriesFor } from "../../server/admin/static/js/navigation.js"

const TOWN = { id: 3, code: "d6", names: { fa: "شهرداری منطقهٔ ۶", en: "Municipality, District 6" } }
const PORT = { id: 8, code: "d9", names: { fa: "شهرداری منطقهٔ ۹", en: "Municipality, District 9" } }
const person = (role, branch_id = 3) => ({ id: 1, name: "حسین", role, branch_id })
const at = (user, place = NOWHERE) => start({ user, place })

test("the address keeps the hall and the page, and anything else is nowhere", () => {
  const places = ["#/halls/3/board", "#/halls/3", "", "#/halls/x/board", "#/reports"].map(placeOf)

  assert.deepEqual(places, [{ hallId: 3, page: "board" }, { hallId: 3, page: null }, NOWHERE, NOWHERE, NOWHERE])
  assert.deepEqual([hashOf({ hallId: 3, page: "board" }), hashOf(NOWHERE)], ["#/halls/3/board", "#/"])
})

test("the console is for who oversees a hall; a clerk is told so", () => {
  const moments = ["clerk", "supervisor", "inspector", "admin"].map((role) => moment(at(person(role))))

  assert.deepEqual(moments, ["clerk", "loading", "loading", "loading"])
  assert.equal(moment(at(null)), "login")
})

test("every entry of the navigation has somebody who may open it", () => {
  assert.deepEqual(ENTRIES.filter((entry) => entry.roles.length === 0), [])
  assert.deepEqual(entriesFor(person("inspector")).map((entry) => entry.name), ["board", "day", "lobby"])
})

test("a hall's own person goes straight in, whatever the address says", () => {
  const state = withHalls(at(person("supervisor"), { hallId: 8, page: "nothing" }), [TOWN])

  assert.deepEqual([moment(state), state.place, mayChoose(state)], ["inside", { hallId: 3, page: "board" }, false])
})

test("a person of the city chooses, and an address with a hall is kept", () => {
  const choosing = withHalls(at(person("admin", null)), [TOWN, PORT])
  const inside = moved(choosing, { hallId: 8, page: "board" })

  assert.deepEqual([moment(choosing), moment(inside), inside.place.hallId], ["choose", "inside", 8])
  assert.equal(moment(moved(inside, NOWHERE)), "choose")
  assert.deepEqual(settledPlace({ user: person("admin", null), halls: [TOWN, PORT], place: { hallId: 4, page: "board" } }), NOWHERE)
})

test("nobody's hall is said, not drawn as an empty list", () => {
  assert.equal(moment(withHalls(at(person("admin", null)), [])), "nowhere")
})

test("who logs in again comes back to where they were", () => {
  const inside = withHalls(at(person("admin", null), { hallId: 8, page: "board" }), [TOWN, PORT])
  const back = withHalls(signedIn(signedOut(inside), person("admin", null)), [TOWN, PORT])

  assert.deepEqual(back.place, { hallId: 8, page: "board" })
})

test("halls are found by any word of their names", () => {
  assert.deepEqual(hallsNamed([TOWN, PORT], "  منطقهٔ ۹ "), [PORT])
  assert.deepEqual(hallsNamed([TOWN, PORT], "منطقهٔ 9"), [PORT])
  assert.deepEqual(hallsNamed([TOWN, PORT], "district"), [TOWN, PORT])
  assert.deepEqual(hallsNamed([TOWN, PORT], "d6"), [TOWN])
})
