/**
 * What is to be announced: each call, recall and notice once, by its seq, in that order (docs/display.md, B3 to B5).
 *
 * An announcer is plain data: `lastSeq`, the newest seq it knows of, null before the first picture, whose calls were
 * announced before this page was there.
 */
export const STALE_SECONDS = 30
const NOTICE_STALE_SECONDS = 300
const CALLS_KEPT = 12
const CALLED_OR_SERVED = ["called", "serving", "done"]

/** kept: of keptAnnouncer(), from before the page was loaded again, or whatever else the browser's store gave back. */
export function startAnnouncer(kept = null) {
  return { lastSeq: Number.isInteger(kept?.lastSeq) ? kept.lastSeq : null }
}

/** From where startAnnouncer() goes on; waiting: the loudspeaker's queue, which is still to be said. */
export function keptAnnouncer({ lastSeq }, waiting) {
  return { lastSeq: waiting.length ? waiting[0].seq - 1 : lastSeq }
}

/** Returns {announcer, due}. serviceIds: only the calls of these; empty: of all. counterId: of a sign, which tells of its own. */
export function hearPicture({ lastSeq }, picture, now, { serviceIds = [], counterId = null } = {}) {
  const announcer = { lastSeq: picture.seq }
  if (lastSeq === null) return { announcer, due: [] }
  const calls = picture.calls
    .filter((call) => call.state === "called" && (!serviceIds.length || serviceIds.includes(call.service_id)))
    .filter((call) => counterId === null || call.counter_id === counterId)
    .map((call) => ({ ...call, kind: call.recalls > 0 ? "recall" : "call" }))
  const notices = spokenNotices(picture).map((notice) => ({ ...notice, kind: "notice" }))
  const due = [...calls, ...notices].filter((item) => item.seq > lastSeq && isTimely(item, picture, now))
  return { announcer, due: due.sort((a, b) => a.seq - b.seq) }
}

/** Whether something is still to be said when its turn comes (B4); picture: the one that stands by then. */
export function isTimely(item, picture, now) {
  if (item.kind === "call") return isYoung(item.called_at, STALE_SECONDS, now) && stands(item, picture.calls)
  if (item.kind === "recall") return standing(item, picture.calls)?.state === "called"
  return isYoung(item.made_at, NOTICE_STALE_SECONDS, now) && spokenNotices(picture).some((notice) => notice.id === item.id)
}

function isYoung(at, seconds, now) {
  return now - Date.parse(at) <= seconds * 1000
}

/** Who was called and came is still told of; who was sent back to the line, or away, is not. */
function stands(item, calls) {
  if (!calls.some(isOf(item))) return wasPushedOut(item, calls)
  return CALLED_OR_SERVED.includes(standing(item, calls)?.state)
}

/** Whoever is at a counter is in every picture, whoever was served until newer calls push them out. */
function wasPushedOut({ seq }, calls) {
  return calls.filter((call) => call.seq > seq).length >= CALLS_KEPT
}

/** The very call, as it stands by now; undefined where its visitor went back to the line and was called anew since. */
function standing(item, calls) {
  return calls.filter(isOf(item)).find((call) => call.seq === item.seq || isRecallOf(item, call))
}

function isRecallOf(item, call) {
  return call.counter_id === item.counter_id && call.recalls > item.recalls
}

function isOf({ ticket_id: id }) {
  return (call) => call.ticket_id === id
}

function spokenNotices({ notices = [] }) {
  return notices.filter((notice) => notice.spoken)
}
