/**
 * Numbers whose parts are joined by "and", each by each: «هزار و دویست و سی و چهار». A part that another one follows is
 * a clip of its own with the "and" in it, because the two are said in one breath.
 */
import { belowHundred, places } from "./places.js"

export function joinedKeys(n) {
  if (n === 0) return ["0"]
  const parts = partsOf(n)
  return parts.flatMap((keys, place) => (place < parts.length - 1 ? withAnd(keys) : keys))
}

function partsOf(n) {
  const { thousands, hundreds } = places(n)
  const parts = belowHundred(places(n)).map((key) => [key])
  if (hundreds) parts.unshift([String(hundreds * 100)])
  if (thousands) parts.unshift(thousands > 1 ? [String(thousands), "1000"] : ["1000"])
  return parts
}

function withAnd(keys) {
  return [...keys.slice(0, -1), `${keys.at(-1)}_and`]
}
