import assert from "node:assert/strict"
import { test } from "node:test"
import { makePlan } from "../../display/static/js/plan.js"

const DEVICE = { id: 7, code: "lobby-1" }
const FRESH = {
  plan_seq: 5, device: DEVICE, look: { layout: "calls", languages: ["fa", "en"], speaks: false }, sound: { volume: 40 }, media: [{ id: 1 }], counter_number: null,
  reload_seq: 0, identify_seq: 0,
}

/** A plan in a browser that kept `kept`, on a server that gives these answers one after the other. */
function planned(answers = [], kept = null) {
  const made = { changes: 0, kept, waiting: [], delays: [] }
  made.plan = makePlan({
    api: { get: async () => take(answers.shift()) },
    device: DEVICE,
    kept: { read: () => made.kept, keep: (plan) => { made.kept = plan } },
    onChange: () => { made.changes += 1 },
    later: (again, milliseconds) => (made.waiting.push(again), made.delays.push(milliseconds)),
    random: () => 0.25,
  })
  return made
}

function take(answer) {
  if (answer instanceof Error) throw answer
  return answer
}

const silence = Object.assign(new Error("no_connection"), { code: "no_connection" })

test("without a plan the board has the defaults: it shows its calls and says none, because another one may", () => {
  const { look, sound, media } = planned().plan.current()
  assert.deepEqual([look.layout, look.inches, look.viewing_metres, look.speaks], ["lines", 43, 8, false])
  assert.deepEqual([sound.times, sound.chime, sound.volume, media], [2, true, 80, []])
})

test("a plan that comes is told, kept, and completed where it says nothing", async () => {
  const made = planned([FRESH])
  await made.plan.load()
  assert.deepEqual([made.changes, made.kept], [1, FRESH])
  const { look, sound } = made.plan.current()
  assert.deepEqual([look.layout, look.speaks, look.inches, sound.volume, sound.times], ["calls", false, 43, 40, 2])
})

test("the kept plan stands until another comes", () => {
  assert.equal(planned([], FRESH).plan.current().look.layout, "calls")
})

test("the plan of another device that this browser was before is not used", () => {
  assert.equal(planned([], { ...FRESH, device: { id: 6, code: "lobby-9" } }).plan.current().look.layout, "lines")
})

test("a plan that does not come is asked for again", async () => {
  const made = planned([silence, FRESH])
  await made.plan.load()
  assert.equal(made.plan.current().look.layout, "lines")
  await made.waiting[0]()
  assert.equal(made.plan.current().look.layout, "calls")
})

test("a picture that knows of a change lets the plan be loaded, the displays of a hall not all at once", async () => {
  const newer = { ...FRESH, plan_seq: 9, look: { layout: "media" } }
  const made = planned([FRESH, newer])
  await made.plan.load()
  made.plan.see({ seq: 6, plan_seq: 5 })
  assert.deepEqual(made.waiting, [])

  for (const seq of [9, 10, 11]) made.plan.see({ seq, plan_seq: 9 })
  assert.deepEqual(made.delays, [500])
  await made.waiting[0]()

  made.plan.see({ seq: 12, plan_seq: 9 })
  assert.deepEqual([made.plan.current().look.layout, made.changes, made.delays], ["media", 2, [500]])
})

test("numbers that began again on the server let the plan be loaded too", async () => {
  const made = planned([FRESH])
  await made.plan.load()
  made.plan.see({ seq: 1, plan_seq: 0 })
  assert.equal(made.waiting.length, 1)
})

test("while the plan is on its way, or does not come, no picture asks for it once more", async () => {
  const made = planned([silence, silence, FRESH])
  await made.plan.load()
  made.plan.see({ seq: 9, plan_seq: 9 })
  await made.waiting[0]()
  made.plan.load()
  assert.deepEqual(made.delays, [10_000, 10_000])
})
