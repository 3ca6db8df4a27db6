/**
 * What a supervisor wished of this display: that it loads itself again, that it says who it is. Pure.
 *
 * obeyed: {reload, identify}, the seqs of the newest wishes that are done. reload is null before the page's first plan: the
 * page that was just loaded has done what that one asks for.
 */

/** kept: the identify of before the page was loaded again, or whatever else the browser's store gave back. */
export function startWishes(kept = null) {
  return { reload: null, identify: Number.isInteger(kept?.identify) ? kept.identify : 0 }
}

/** Returns {obeyed, reload, identify}: whether a plan asks for them anew. */
export function hearWishes(obeyed, { reload_seq: reload = 0, identify_seq: identify = 0 }) {
  return {
    obeyed: { reload: Math.max(reload, obeyed.reload ?? 0), identify: Math.max(identify, obeyed.identify) },
    reload: obeyed.reload !== null && reload > obeyed.reload,
    identify: identify > obeyed.identify,
  }
}
