/** English: "Number A, one hundred and twenty three, to counter four". */
import { belowHundred, places } from "./places.js"

export function numberKeys(n) {
  if (n === 0) return ["0"]
  const below = belowHundred(places(n))
  const above = aboveHundred(places(n))
  return above.length && below.length ? [...above.slice(0, -1), `${above.at(-1)}_and`, ...below] : [...above, ...below]
}

export const counterKeys = (number) => ["to_counter", ...number]

function aboveHundred({ thousands, hundreds }) {
  return [...(thousands ? [String(thousands), "1000"] : []), ...(hundreds ? [String(hundreds * 100)] : [])]
}
