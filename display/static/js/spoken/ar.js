/**
 * Arabic: each part after the first has its "wa", and ones come before tens: «ألف ومئة وثلاثة وعشرون». Numbers are the
 * names of numbers, as one counts: masculine, in the nominative.
 */
import { places } from "./places.js"

export function numberKeys(n) {
  if (n === 0) return ["0"]
  const [first, ...others] = partsOf(n)
  return [first, ...others.map((key) => `and_${key}`)]
}

export const counterKeys = (number) => ["to_counter", ...number]

function partsOf(n) {
  const { thousands, hundreds, tens, ones, rest } = places(n)
  const below = rest < 20 ? [rest] : [ones, tens * 10]
  return [thousands * 1000, hundreds * 100, ...below].filter(Boolean).map(String)
}
