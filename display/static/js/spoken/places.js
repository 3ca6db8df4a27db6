/** What a number from 0 to 9999 is made of, for the languages to put in order. */
export const LARGEST = 9999

export function places(n) {
  return { thousands: Math.floor(n / 1000), hundreds: Math.floor(n / 100) % 10, tens: Math.floor(n / 10) % 10, ones: n % 10, rest: n % 100 }
}

/** The clips of a number below 100 in a language with a word of its own up to 20, and tens before ones above. */
export function belowHundred({ tens, ones, rest }) {
  if (rest === 0) return []
  if (rest <= 20) return [String(rest)]
  return ones ? [String(tens * 10), String(ones)] : [String(tens * 10)]
}
