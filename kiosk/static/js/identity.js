/** Who takes a ticket, where a service asks: checked here only to tell it kindly and at once; the server decides. */
import { asciiDigits } from "#shared/words.js"

export const LENGTHS = { national_id: 10, phone: 11 }
const MOBILE = /^09\d{9}$/

/** What was typed and one more digit, in any script; never longer than such a number is. */
export function typed(kind, digits, more) {
  return (digits + asciiDigits(more).replace(/\D/g, "")).slice(0, LENGTHS[kind])
}

/** Why a number cannot be right: "digits", "checksum", "repeated", or null. */
export function whyWrong(kind, digits) {
  const rule = kind === "phone" ? MOBILE.test(digits) : digits.length === LENGTHS.national_id
  if (!rule) return "digits"
  if (new Set(kind === "phone" ? digits.slice(2) : digits).size === 1) return "repeated"
  return kind === "phone" || checkDigit(digits) === Number(digits[9]) ? null : "checksum"
}

/** The last digit that the first nine ask for: weights 10 to 2, modulo 11. */
function checkDigit(digits) {
  const sum = [...digits.slice(0, 9)].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0)
  return sum % 11 < 2 ? sum % 11 : 11 - (sum % 11)
}

/** As it is read: 001 234 5678, 0912 345 6789; what is not typed yet is a line. */
export function shownInGroups(kind, digits) {
  const places = digits.padEnd(LENGTHS[kind], "_")
  const cuts = kind === "phone" ? [0, 4, 7, 11] : [0, 3, 6, 10]
  return cuts.slice(1).map((end, at) => places.slice(cuts[at], end)).join(" ")
}
