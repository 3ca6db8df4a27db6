import assert from "node:assert/strict"
import { test } from "node:test"
import { pairAgain } from "#shared/paired.js"

const DEVICE = { id: 1, code: "lobby-1", kind: "display", branch_id: 1 }

/** Whether a refused screen of that kind loads its page again, when the server answers so. */
async function reloads(kind, answer) {
  let reloaded = false
  await pairAgain({ get: answer }, kind, () => { reloaded = true })
  return reloaded
}

test("a screen the server no longer knows loads its page again", async () => {
  assert.equal(await reloads("kiosk", async () => ({ devices: [], user: null })), true)
})

test("another device of the same browser, or a person, does not stand in for it", async () => {
  assert.equal(await reloads("kiosk", async () => ({ devices: [DEVICE], user: { id: 1 } })), true)
})

test("a screen the server knows stays as it is", async () => {
  assert.equal(await reloads("display", async () => ({ devices: [DEVICE], user: null })), false)
})

test("no answer is no reason to load the page again", async () => {
  assert.equal(await reloads("display", () => Promise.reject(new Error("unplugged"))), false)
})
