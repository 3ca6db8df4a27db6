import assert from "node:assert/strict"
import { test } from "node:test"
import { askForSnapshot, giveUpSnapshot, hearEvent, loadSnapshot, startSequence } from "#shared/sequence.js"

const event = (seq) => ({ seq, kind: "ticket_issued" })
const at = (seq) => ({ seq, asking: false, kept: [] })
const seqs = (events) => events.map((one) => one.seq)

function hearAll(sequence, numbers) {
  return numbers.reduce((state, seq) => hearEvent(state, event(seq)).sequence, sequence)
}

test("the next event is applied", () => {
  assert.deepEqual(hearEvent(at(4), event(5)), { sequence: at(5), apply: [event(5)], gap: false })
})

test("an event heard before is dropped", () => {
  assert.deepEqual(hearEvent(at(5), event(5)), { sequence: at(5), apply: [], gap: false })
  assert.deepEqual(hearEvent(at(5), event(2)), { sequence: at(5), apply: [], gap: false })
})

test("an event further on is a gap, and is kept for after the snapshot", () => {
  const { sequence, apply, gap } = hearEvent(at(5), event(7))
  assert.deepEqual([seqs(apply), gap, seqs(sequence.kept)], [[], true, [7]])
  const loaded = loadSnapshot(askForSnapshot(sequence), 6)
  assert.deepEqual([loaded.sequence, seqs(loaded.apply), loaded.gap], [at(7), [7], false])
})

test("what comes before the first snapshot is applied after it, by seq, each once", () => {
  const sequence = hearAll(askForSnapshot(startSequence()), [42, 40, 41, 41])
  const loaded = loadSnapshot(sequence, 40)
  assert.deepEqual([seqs(loaded.apply), loaded.sequence, loaded.gap], [[41, 42], at(42), false])
})

test("an event applied while a snapshot was on its way is folded into an older snapshot again", () => {
  const heard = hearEvent(askForSnapshot(at(5)), event(6))
  assert.deepEqual(seqs(heard.apply), [6])
  const loaded = loadSnapshot(heard.sequence, 5)
  assert.deepEqual([seqs(loaded.apply), loaded.sequence], [[6], at(6)])
})

test("a hole that the snapshot does not fill is a gap again", () => {
  const loaded = loadSnapshot(hearAll(askForSnapshot(at(5)), [9]), 7)
  assert.deepEqual([loaded.gap, loaded.sequence.seq, seqs(loaded.apply)], [true, 7, []])
  assert.equal(loadSnapshot(loaded.sequence, 9).gap, false)
})

test("a snapshot that never came leaves nothing behind but the seq", () => {
  assert.deepEqual(giveUpSnapshot(hearAll(askForSnapshot(at(5)), [6, 9])), at(6))
})

test("a server whose numbers start again is followed", () => {
  const loaded = loadSnapshot(askForSnapshot(startSequence()), 3)
  assert.deepEqual(hearEvent(loaded.sequence, event(4)).apply, [event(4)])
})
