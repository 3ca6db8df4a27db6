// Whole sentences of the clerk's screen, from plain data and the words of a language; no DOM here.
import { classOf } from "./lines.js"
import { reasonOf } from "./visitor.js"

/** Keep a number or a name whole inside a line of the other direction. */
export function isolate(text) {
  return `\u2068${text}\u2069`
}

export function numberText(number, words) {
  return `\u2066${words.digits(number)}\u2069`
}

/** Return what a notice says: our own words first, then the shared ones, then the server's. */
export function noticeText(notice, words) {
  const params = noticeParams(notice.params, words)
  if (notice.kind !== "refused") return words.t(notice.key, params)
  const key = [`counter.refused.${notice.code}`, `error.${notice.code}`].find(words.has)
  if (key) return words.t(key, params)
  return notice.message || words.t("counter.refused.internal_error")
}

function noticeParams(params, words) {
  const { number, clerk, ...rest } = params
  return { ...rest, number: numberText(number ?? "", words), clerk: isolate(clerk ?? "") }
}

/** Return why this visitor was called, in one sentence. */
export function reasonText(call, desk, words, dates) {
  const { key, waitSeconds, rate, over } = reasonOf(call)
  return words.t(key, {
    wait: waitSeconds === null ? "" : dates.duration(waitSeconds),
    class: isolate(words.name(classOf(desk, call.priority_class))),
    rate: new Intl.NumberFormat(words.language).format(rate ?? 1),
    others: listText(over.map((number) => numberText(number, words)), words),
  })
}

function listText(items, words) {
  return new Intl.ListFormat(words.language, { type: "conjunction" }).format(items)
}
