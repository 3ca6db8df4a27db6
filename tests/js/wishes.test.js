import assert from "node:assert/strict"
import { test } from "node:test"
import { hearWishes, startWishes } from "../../display/static/js/wishes.js"

/** Which of the plans ask a page for something, one after the other: [reload, identify]. */
function asked(kept, ...plans) {
  let obeyed = startWishes(kept)
  return plans.map(([reload_seq, identify_seq]) => {
    const { reload, identify, obeyed: next } = hearWishes(obeyed, { reload_seq, identify_seq })
    obeyed = next
    return [reload, identify]
  })
}

test("each wish is obeyed once, by its seq", () => {
  assert.deepEqual(asked(null, [0, 0], [7, 0], [7, 0], [7, 8], [7, 8], [9, 10]), [
    [false, false], [true, false], [false, false], [false, true], [false, false], [true, true],
  ])
})

test("a page that was just loaded has done what its first plan says of reloads", () => {
  assert.deepEqual(asked(null, [7, 0], [7, 0], [8, 0]), [[false, false], [false, false], [true, false]])
})

test("who a display is was told before it was loaded again, or is told now", () => {
  assert.deepEqual(asked({ reload: 3, identify: 8 }, [0, 8], [0, 9]), [[false, false], [false, true]])
  assert.deepEqual(asked({ identify: 8 }, [0, 9]), [[false, true]])
})

test("a wish that the server has forgotten does not come again with the next", () => {
  assert.deepEqual(asked(null, [0, 0], [7, 7], [0, 0], [7, 7]), [[false, false], [true, true], [false, false], [false, false]])
})

test("a store that kept something else, and a plan that says nothing, ask for nothing", () => {
  for (const kept of [undefined, 7, "text", {}, { identify: "8" }]) assert.deepEqual(startWishes(kept), { reload: null, identify: 0 })
  assert.deepEqual(hearWishes(startWishes(), {}), { obeyed: { reload: 0, identify: 0 }, reload: false, identify: false })
})
