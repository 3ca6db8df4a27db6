/**
 * Which calls are to be announced: each call and recall once, by its seq, and none that is too old to be of use.
 *
 * lastSeq: the newest seq known; null before the first picture, whose calls were announced before this page was there.
 */
export const STALE_SECONDS = 30

export function startAnnouncer() {
  return { lastSeq: null }
}

/** Returns {announcer, due}: due are the calls to announce, in the order they were made. */
export function hearPicture({ lastSeq }, picture, now) {
  const announcer = { lastSeq: picture.seq }
  if (lastSeq === null) return { announcer, due: [] }
  const due = picture.calls
    .filter((call) => call.seq > lastSeq && call.state === "called" && isTimely(call, now))
    .sort((a, b) => a.seq - b.seq)
  return { announcer, due }
}

export function isTimely(call, now) {
  return now - Date.parse(call.called_at) <= STALE_SECONDS * 1000
}
