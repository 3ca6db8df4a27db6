import assert from "node:assert/strict"
import { test } from "node:test"
import { changesPlan, makePlan } from "../../display/static/js/plan.js"

const DEVICE = { id: 7, code: "lobby-1" }
const FRESH = {
  device: DEVICE, look: { layout: "calls", languages: ["fa", "en"], speaks: false }, sound: { volume: 40 }, media: [{ id: 1 }], counter_number: null,
}

/** A plan in a browser that kept `kept`, on a server that gives these answers one after the other. */
function planned(answers = [], kept = null) {
  const made = { changes: 0, kept, waiting: [] }
  made.plan = makePlan({
    api: { get: async () => take(answers.shift()) },
    device: DEVICE,
    kept: { read: () => made.kept, keep: (plan) => { made.kept = plan } },
    onChange: () => { made.changes += 1 },
    later: (again) => made.waiting.push(again),
  })
  return made
}

function take(answer) {
  if (answer instanceof Error) throw answer
  return answer
}

const silence = Object.assign(new Error("no_connection"), { code: "no_connection" })

test("without a plan the board has the defaults, and shows its calls", () => {
  const { look, sound, media } = planned().plan.current()
  assert.deepEqual([look.layout, look.inches, look.viewing_metres, look.speaks], ["lines", 43, 8, true])
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

test("of two questions only the later one's answer counts", async () => {
  let answerFirst
  const first = new Promise((resolve) => { answerFirst = resolve })
  const made = planned([first, FRESH])
  const early = made.plan.load()
  await made.plan.load()
  answerFirst({ ...FRESH, look: { layout: "media" } })
  await early
  assert.equal(made.plan.current().look.layout, "calls")
})

test("a display loads its plan for its own look, for the hall's sound, media and set-up, and for nothing else", () => {
  const asks = (kind, displayId) => changesPlan({ kind, display_id: displayId }, DEVICE.id)
  assert.deepEqual([asks("look_changed", 7), asks("look_changed", 8)], [true, false])
  assert.deepEqual(["sound_changed", "media_changed", "setup_applied", "ticket_called"].map((kind) => asks(kind)), [true, true, true, false])
})
