/**
 * Which events to apply, drop or keep (docs/realtime.md, "How a screen lives").
 *
 * seq: of the picture, null before the first snapshot. asking: a snapshot is on its way; what is heard meanwhile is
 * kept, because the snapshot may be older than it.
 */
export function startSequence() {
  return { seq: null, asking: false, kept: [] }
}

export function askForSnapshot(sequence) {
  return { ...sequence, asking: true }
}

/** No snapshot came: the next event or the next try finds the gap again. */
export function giveUpSnapshot(sequence) {
  return { ...sequence, asking: false, kept: [] }
}

/** Returns {sequence, apply, gap}: apply are the events to fold in now; gap: load the snapshot. */
export function hearEvent(sequence, event) {
  const { seq, asking, kept } = sequence
  if (seq !== null && event.seq <= seq) return { sequence, apply: [], gap: false }
  const keeping = { ...sequence, kept: [...kept, event] }
  if (seq === null) return { sequence: keeping, apply: [], gap: false }
  if (event.seq > seq + 1) return { sequence: keeping, apply: [], gap: true }
  return { sequence: { ...(asking ? keeping : sequence), seq: event.seq }, apply: [event], gap: false }
}

/** The same answer for a snapshot that came; `apply` are the kept events that follow it. */
export function loadSnapshot(sequence, snapshotSeq) {
  const newer = sequence.kept.filter((event) => event.seq > snapshotSeq).sort((a, b) => a.seq - b.seq)
  const apply = []
  for (const event of newer) {
    if (event.seq === snapshotSeq + apply.length + 1) apply.push(event)
  }
  const seq = snapshotSeq + apply.length
  const kept = newer.filter((event) => event.seq > seq)
  return { sequence: { seq, asking: false, kept }, apply, gap: kept.length > 0 }
}
