/**
 * What is to be announced: each call, recall and notice once, by its seq, in that order (docs/display.md, D3 to D5).
 *
 * An announcer is plain data: `lastSeq`, the newest seq it knows of, null before the first picture, whose calls were
 * announced before this page was there; `standing`, the tickets known as called. One that is called while it stands
 * is a recall.
 */
export const STALE_SECONDS = 30
const CALLS_KEPT = 12
const STANDING_KEPT = 200

/** kept: of keptAnnouncer(), from before the page was loaded again, or whatever else the browser's store gave back. */
export function startAnnouncer(kept = null) {
  const { lastSeq, standing } = kept ?? {}
  return Number.isInteger(lastSeq) && Array.isArray(standing) ? { lastSeq, standing } : { lastSeq: null, standing: [] }
}

/** From where startAnnouncer() goes on; waiting: the loudspeaker's queue, which is still to be said. */
export function keptAnnouncer({ lastSeq, standing }, waiting) {
  if (!waiting.length) return { lastSeq, standing }
  const unsaid = waiting.filter((item) => item.kind === "call").map((call) => call.ticket_id)
  return { lastSeq: waiting[0].seq - 1, standing: standing.filter((id) => !unsaid.includes(id)) }
}

/** Returns {announcer, due}. serviceIds: only the calls of these; empty: of all. */
export function hearPicture({ lastSeq, standing }, picture, now, { serviceIds = [] } = {}) {
  const announcer = { lastSeq: picture.seq, standing: stillStanding(standing, picture.calls) }
  if (lastSeq === null) return { announcer, due: [] }
  const calls = picture.calls
    .filter((call) => call.state === "called" && (!serviceIds.length || serviceIds.includes(call.service_id)))
    .map((call) => ({ ...call, kind: standing.includes(call.ticket_id) ? "recall" : "call" }))
  const notices = spokenNotices(picture).map((notice) => ({ ...notice, kind: "notice" }))
  const due = [...calls, ...notices].filter((item) => item.seq > lastSeq && isTimely(item, picture, now))
  return { announcer, due: due.sort((a, b) => a.seq - b.seq) }
}

/** Whether something is still to be said when its turn comes (D4); picture: the one that stands by then. */
export function isTimely(item, picture, now) {
  if (item.kind === "call") return now - Date.parse(item.called_at) <= STALE_SECONDS * 1000
  if (item.kind === "recall") return isExpected(item, picture.calls)
  return spokenNotices(picture).some((notice) => notice.id === item.id)
}

function isExpected({ ticket_id: id, seq }, calls) {
  const call = calls.find((one) => one.ticket_id === id)
  return call ? call.state === "called" : wasPushedOut(seq, calls)
}

/** Those that newer calls have pushed out of the picture stand as they stood. */
function stillStanding(standing, calls) {
  const called = calls.filter((call) => call.state === "called").map((call) => call.ticket_id)
  const told = new Set(calls.map((call) => call.ticket_id))
  const unseen = calls.length < CALLS_KEPT ? [] : standing.filter((id) => !told.has(id))
  return [...called, ...unseen].slice(0, STANDING_KEPT)
}

function wasPushedOut(seq, calls) {
  return calls.length >= CALLS_KEPT && calls.every((call) => call.seq > seq)
}

function spokenNotices({ notices = [] }) {
  return notices.filter((notice) => notice.spoken)
}
