/** How loud a hall is at an hour of its own clock (docs/display.md, "The sound of a hall"). */

/** Returns 0 to 100; 0 is quiet. hours of which several fit: the first one counts. */
export function volumeAt({ volume, hours }, now, timeZone) {
  const clock = hallClock(now, timeZone)
  return hours.find((hour) => isWithin(hour, clock))?.volume ?? volume
}

/** Half the volume is heard as half as loud. */
export function gainOf(volume) {
  return (volume / 100) ** 2
}

function hallClock(now, timeZone) {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
  return format.format(now)
}

/** An hour that ends before it begins goes over midnight. */
function isWithin({ from, until }, clock) {
  return from <= until ? from <= clock && clock < until : from <= clock || clock < until
}
