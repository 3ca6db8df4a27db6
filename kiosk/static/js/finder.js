/** Finding a service by a few letters, whatever keyboard its name was written with. */
import { asciiDigits } from "#shared/words.js"

// Letters that people take for one another, in the Arabic script and its neighbours.
const SAME = {
  "ي": "ی", "ى": "ی", "ێ": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ە": "ه", "ھ": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا", "آ": "ا",
  "ؤ": "و", "ۆ": "و", "ۇ": "و", "ڕ": "ر", "ڵ": "ل", "ڤ": "ف",
}
const UNSEEN = /[\u064b-\u065f\u0670\u0640\u200b-\u200f\u2066-\u2069\u0621\p{Mn}]/gu

/** The services whose name, group or letter has every word of the query; sorted by name. */
export function find(hall, query, words) {
  const wanted = folded(query).split(" ").filter(Boolean)
  const found = hall.services.filter((service) => wanted.every((part) => heard(hall, service, words, part)))
  return found.sort((a, b) => words.compare(words.name(a.names), words.name(b.names)))
}

function heard(hall, service, words, part) {
  const group = hall.groups.find((one) => one.code === service.group)
  const text = [service.names, group?.names].map((names) => folded(words.name(names)))
  return folded(service.letter) === part || text.some((one) => ` ${one}`.includes(` ${part}`))
}

function folded(text) {
  const plain = asciiDigits(text).normalize("NFC").toLowerCase().replace(UNSEEN, "")
  return Array.from(plain, (letter) => SAME[letter] ?? letter).join("").replace(/[^\p{L}\p{N}]+/gu, " ").trim()
}

/** The keys of a language: its letters, or the ten digits. */
export function keysOf(words, kind) {
  return kind === "digits" ? [...words.digits("1234567890")] : words.t("kiosk.letters").split(" ")
}
