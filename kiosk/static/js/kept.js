/**
 * The touch under way and the number in hand, kept where a reload of the page finds them again.
 *
 * Nothing of who the visitor is goes to the disk: a touch with an identity is kept without it, and after a reload the
 * visitor types it again, under the same request_id. Times are of the wall clock, the only one a reload does not reset.
 */
const KEY = "nobat.kiosk.touch"
const TOUCH_MILLISECONDS = 30_000
const TICKET_MILLISECONDS = 60_000

export function makeKept(storage, clock = Date.now) {
  return {
    keepTouch: (touch) => write(storage, { touch: { ...touch, identity: null }, asks: touch.identity?.kind ?? null, at: clock() }),
    /** undoFor: milliseconds for which it may be given back. */
    keepTicket: (ticket, undoFor) => write(storage, { ...read(storage), ticket, undoFor, at: clock() }),
    forget: () => attempt(() => storage.removeItem(KEY)),
    /** {touch, asks, age, ticket?, undoFor?} of `age` milliseconds ago, or null. */
    found: () => fresh(read(storage), clock()),
  }
}

function fresh(kept, now) {
  const age = now - kept?.at
  return age >= 0 && age < (kept.ticket ? TICKET_MILLISECONDS : TOUCH_MILLISECONDS) ? { ...kept, age } : null
}

function read(storage) {
  return attempt(() => JSON.parse(storage.getItem(KEY)))
}

function write(storage, kept) {
  attempt(() => storage.setItem(KEY, JSON.stringify(kept)))
}

/** A browser without storage, or with a broken one, still gives numbers. */
function attempt(work) {
  try {
    return work()
  } catch {
    return null
  }
}
