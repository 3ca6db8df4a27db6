import assert from "node:assert/strict"
import { test } from "node:test"
import { inkOn } from "#shared/colors.js"

test("dark colours carry white, light ones black", () => {
  assert.deepEqual(["#0B6E78", "#1f4e9e", "#000000"].map(inkOn), ["#ffffff", "#ffffff", "#ffffff"])
  assert.deepEqual(["#F2B632", "#ffffff", "#6fd3c7"].map(inkOn), ["#000000", "#000000", "#000000"])
})
