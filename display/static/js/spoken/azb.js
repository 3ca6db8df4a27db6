/** South Azerbaijani: no "and", one hundred and one thousand without "one": «نؤمره A، یوز ایگیرمی اوچ، دؤرد نؤمره‌لی باجه‌یه». */
import { places } from "./places.js"

export function numberKeys(n) {
  if (n === 0) return ["0"]
  const { thousands, hundreds, tens, ones } = places(n)
  return [...counted(thousands, "1000"), ...counted(hundreds, "100"), ...(tens ? [String(tens * 10)] : []), ...(ones ? [String(ones)] : [])]
}

export const counterKeys = (number) => [...number, "to_counter"]

function counted(count, key) {
  if (!count) return []
  return count > 1 ? [String(count), key] : [key]
}
