// Numbers that somebody types, in any digits. No DOM here.
import { asciiDigits } from "#shared/words.js"

/** What a field of a number takes: what the server takes (server/api/lobby_bodies.py), so that a set-up file's look is kept. */
export const LIMITS = {
  inches: { least: 5, most: 500 },
  metres: { least: 0.5, most: 100 },
  seconds: { least: 1, most: 86_400, whole: true },
}

/** Return the number that was typed, or null when it is none or lies outside; whole: no part of one is taken. */
export function numberIn(text, { least, most, whole = false }) {
  const typed = asciiDigits(String(text)).trim().replace("٫", ".")
  const number = Number(typed)
  if (whole && !Number.isInteger(number)) return null
  return typed && number >= least && number <= most ? number : null
}
