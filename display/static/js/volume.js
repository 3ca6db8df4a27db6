/** How loud a hall is at an hour of its own clock (docs/display.md, "The sound of a hall"). Pure. */
import { hallClock, isWithin } from "./hours.js"

/** Returns 0 to 100; 0 is quiet. hours of which several fit: the first one counts. */
export function volumeAt({ volume, hours }, now, timeZone) {
  const { time } = hallClock(now, timeZone)
  return hours.find((hour) => isWithin(hour, time))?.volume ?? volume
}

/** Half the volume is heard as half as loud. */
export function gainOf(volume) {
  return (volume / 100) ** 2
}

/** How loud a medium is, 0 to 1: the board that speaks plays its sound, at the hall's volume, while nothing is said (B6). */
export function mediaGain({ medium, look, speaking, volume }) {
  return medium.sound && look.speaks && !speaking ? gainOf(volume) : 0
}
