/**
 * Return a function that runs `work` once, `delay` ms after the first of a burst of calls.
 * It does not wait for silence: a busy hall is never silent.
 */
export function coalesce(work, delay, timers = globalThis) {
  let waiting = null
  return () => {
    waiting ??= timers.setTimeout(() => {
      waiting = null
      work()
    }, delay)
  }
}
