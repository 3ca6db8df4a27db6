/** What is said of a call, as the names of clips (docs/voices.md); a language is a file beside this one. */
import * as ar from "./ar.js"
import * as azb from "./azb.js"
import * as ckb from "./ckb.js"
import * as en from "./en.js"
import * as fa from "./fa.js"
import { LARGEST } from "./places.js"

const LANGUAGES = { ar, azb, ckb, en, fa }
const FALLBACK = "en"

/** The languages of a hall's sound in which calls can be said; English where there is none. */
export function spokenIn(languages) {
  const known = languages.filter((language) => language in LANGUAGES)
  return known.length ? known : [FALLBACK]
}

/** The clips of a call: of `A-023` to counter 4. An unknown language is put in order as English is. */
export function callClips(language, call) {
  return callPhrases(language, call).flat()
}

/** The same in phrases, with a breath between them. A counter that is no more (null) is left out. */
export function callPhrases(language, { number, counterNumber }) {
  const { letters, value } = partsOf(number)
  const ordinal = numberKeys(language, value)
  const phrases = letters.length ? [["number", ...letters], ordinal] : [["number", ...ordinal]]
  if (counterNumber === null) return phrases
  return [...phrases, grammar(language).counterKeys(numberKeys(language, counterNumber))]
}

/** A number above 9999 is told digit by digit. */
export function numberKeys(language, n) {
  return n <= LARGEST ? grammar(language).numberKeys(n) : [...String(n)]
}

function grammar(language) {
  return LANGUAGES[language] ?? LANGUAGES[FALLBACK]
}

/** `AK-001`: the letters one by one, and what the digits are worth. */
function partsOf(number) {
  const letters = number.match(/[A-Z]/g) ?? []
  return { letters: letters.map((letter) => `letter_${letter.toLowerCase()}`), value: Number(number.replace(/\D/g, "")) }
}
