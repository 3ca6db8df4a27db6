/** The one or two languages of a board: the first is large, the second quiet. */
import { makeDates } from "#shared/dates.js"
import { makeWords } from "#shared/words.js"

const KEPT = new Map()

/** Returns [{words, dates, otherDates}]: otherDates writes the day in the other calendar, in a language that counts by it. */
export function makeTongues(page, codes, timeZone) {
  const key = `${codes} ${timeZone}`
  if (!KEPT.has(key)) KEPT.set(key, codes.slice(0, 2).map((code) => tongue(page, code, timeZone)))
  return KEPT.get(key)
}

function tongue(page, code, timeZone) {
  const words = makeWords({ ...page, language: code })
  const other = page.languages.find((one) => one.calendar !== words.spoken.calendar && one.whole) ?? words.spoken
  const otherWords = makeWords({ ...page, language: other.code })
  return { words, dates: makeDates({ words, timeZone }), other: { words: otherWords, dates: dayDates(otherWords, timeZone) } }
}

/** The weekday stands in the first date already. */
function dayDates(words, timeZone) {
  const { spoken } = words
  const date = spoken.date.replace("{weekday}", "").replace(/^[\s،,]+/, "")
  return makeDates({ words: { ...words, spoken: { ...spoken, date } }, timeZone })
}

/** A name in a language, null where it has none: the other one has said it already. */
export function nameIn({ words }, names, isFirst) {
  return isFirst ? words.name(names) : (names?.[words.language] ?? null)
}

/** A text of another direction, as one word. */
export function foreign(text, tongue, into) {
  if (tongue.words.direction === into.words.direction) return text
  return `${tongue.words.direction === "rtl" ? "\u2067" : "\u2066"}${text.replaceAll(" ", "\u00a0")}\u2069`
}

/** Today in both calendars: [{tongue, text}]. A second language that counts by the other one tells it. */
export function daysOf([first, second], now) {
  const isOther = second && second.words.spoken.calendar !== first.words.spoken.calendar
  const other = isOther ? second : first.other
  return [{ tongue: first, text: first.dates.date(now) }, { tongue: other, text: other.dates.date(now) }]
}

/** Whither a call goes; null where its counter is gone from the set-up. */
export function counterText({ words }, { counter_number: number }) {
  return number === null ? null : words.t("shared.counter", { number })
}

/** All that the readers of the second language need, in one line: their digits too, where they are others. */
export function secondText(tongues, call) {
  const [, second] = tongues
  const number = hasOtherDigits(tongues, call.number) ? `\u2066${second.words.digits(call.number)}\u2069` : null
  return [number, counterText(second, call)].filter(Boolean).join(" · ")
}

/** Whether a second language writes numbers with other digits, so that its readers need them too. */
export function hasOtherDigits([first, second], value) {
  return second !== undefined && second.words.digits(value) !== first.words.digits(value)
}
