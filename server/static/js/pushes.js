/**
 * Whether the socket still tells what happens. A picture that knows more than the socket told shows that it does not.
 *
 * told: the newest seq known when the socket joined, or told by it since. owed: {seq, at}: what a picture showed and the
 * socket has not told. lostAt: since when there is no socket, null while there is one.
 */
const GRACE_MILLISECONDS = 3_000
const UNJOINED_MILLISECONDS = 10_000

export function startPushes(now) {
  return { told: null, owed: null, lostAt: now }
}

/** A channel that was dead before stays so until it proves the contrary; what was still on its way is forgiven. */
export function joinPushes(pushes, seq) {
  const owed = isOwed(pushes, pushes.lostAt) ? pushes.owed : null
  return { told: seq ?? null, owed, lostAt: null }
}

export function losePushes(pushes, now) {
  return { ...pushes, lostAt: pushes.lostAt ?? now }
}

/** Any event clears the suspicion: the channel lives, and a hole in it is found by the sequence. */
export function hearPush(pushes, seq) {
  return { ...pushes, told: Math.max(seq, pushes.told ?? seq), owed: null }
}

export function seePicture(pushes, seq, now) {
  if (pushes.lostAt !== null) return pushes
  if (pushes.told === null) return { ...pushes, told: seq }
  return seq > pushes.told && !pushes.owed ? { ...pushes, owed: { seq, at: now } } : pushes
}

export function isPushless(pushes, now) {
  return isOwed(pushes, now) || (pushes.lostAt !== null && now - pushes.lostAt >= UNJOINED_MILLISECONDS)
}

/** The picture may come a little before the event that it knows of. */
function isOwed({ owed }, now) {
  return owed !== null && now - owed.at >= GRACE_MILLISECONDS
}
