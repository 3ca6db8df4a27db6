// Whole sentences of the clerk's screen, from plain data and the words of a language; no DOM here.
import { classOf, serviceOf } from "./lines.js"
import { reasonOf } from "./reasons.js"

/** Keep a number or a name whole inside a line of the other direction. */
export function isolate(text) {
  return `\u2068${text}\u2069`
}

/** A number never breaks at its hyphen. */
export function numberText(number, words) {
  return `\u2066${words.digits(number).replace("-", "\u2060-\u2060")}\u2069`
}

/** Return what a notice says: our own words first, then the shared ones, then the server's. */
export function noticeText(notice, words, dates) {
  const params = noticeParams(notice.params, words, dates)
  if (notice.kind !== "refused") return words.t(notice.key, params)
  const ours = `counter.refused.${notice.code}`
  const special = Object.keys(SPECIAL).filter((name) => notice.params[name]).map((name) => `${ours}.${SPECIAL[name]}`)
  const key = [...special, ours, `error.${notice.code}`].find(words.has)
  if (key) return words.t(key, params)
  return notice.message || words.t("counter.refused.internal_error")
}

/** Details that have a sentence of their own, where the catalogue has one. */
const SPECIAL = { resting: "resting", clerk: "clerk", printer: "printer" }
const TIMES = ["next_at", "until", "last_ticket_at", "opens_at"]

function noticeParams({ number, clerk, act, printer, ...rest }, words, dates) {
  const times = TIMES.filter((name) => rest[name]).map((name) => [name, dates.clock(rest[name])])
  return {
    ...rest,
    ...Object.fromEntries(times),
    number: numberText(number ?? "", words),
    clerk: isolate(clerk ?? ""),
    ...(printer && { printer: numberText(printer, words) }),
    ...(act && { act: words.t(`counter.act.${act}`) }),
  }
}

/** Return why this visitor was called, in one sentence. */
export function reasonText(call, desk, words, dates) {
  const { key, waitSeconds, rate, words: said, over } = reasonOf(call)
  return words.t(key, {
    wait: waitSeconds === null ? "" : dates.duration(waitSeconds),
    class: isolate(words.name(classOf(desk, call.priority_class)?.names)),
    rate: new Intl.NumberFormat(words.language).format(rate ?? 1),
    said: isolate(said),
    others: numbersText(over, words),
  })
}

/** Return the date of a day whose weekday stands beside it. */
export function dayText(day, dates) {
  return dates.date(day).replace(dates.weekday(day), "").trim()
}

export function numbersText(numbers, words) {
  return listText(numbers.map((number) => numberText(number, words)), words)
}

function listText(items, words) {
  return new Intl.ListFormat(words.language, { type: "conjunction" }).format(items)
}

/** Return what became of the visitor who was here last. */
export function lastText(last, words, dates) {
  const params = { number: numberText(last.number, words), wait: dates.duration(last.service_seconds ?? 0) }
  return words.t(`counter.last.${last.act}`, params)
}

/** Return what another service of the visit is: done before, with its outcome, or still to come. */
export function otherServiceText({ service_id: id, outcome, finished_at: end }, desk, words) {
  const service = isolate(words.name(serviceOf(desk, id)?.names))
  if (!end) return words.t("counter.service.later", { service })
  const ended = words.name(desk.outcomes.find((one) => one.code === outcome)?.names) || words.t("counter.finished.done")
  return words.t("counter.service.before", { service, ended })
}

/** Return who can be called by nobody, in one sentence for each line. */
export function strandedText({ service_id: id, counter_id: counterId, waiting }, desk, words) {
  const service = isolate(words.name(serviceOf(desk, id)?.names))
  if (counterId === null) return words.t("counter.stranded.line", { count: waiting, service })
  const counter = desk.counters.find((one) => one.id === counterId)
  return words.t("counter.stranded.counter", { count: waiting, service, number: counter?.number ?? "" })
}

/** Return what stands beside a row of the lists: who holds them, until when they may come back, how it ended. */
export function rowText(tab, row, desk, words, dates) {
  return ROW_TEXTS[tab](row, desk, words, dates)
}

const ROW_TEXTS = {
  held: (row, desk, words, dates) => words.t(`counter.held.${row.held_for}`, {
    number: row.counter_number ?? "",
    clerk: isolate(row.clerk ?? ""),
    time: dates.clock(row.held_at),
  }),
  missed: (row, desk, words, dates) => {
    if (row.until === null) return words.t("counter.missed.over", { count: row.misses })
    return words.t("counter.missed.until", { count: row.misses, time: dates.clock(row.until) })
  },
  finished: (row, desk, words, dates) => {
    const outcome = desk.outcomes.find((one) => one.code === row.outcome)
    const ended = row.state === "done" ? words.name(outcome?.names) || words.t("counter.finished.done") : words.t("counter.finished.cancelled")
    return words.t("counter.finished.row", { ended, time: dates.clock(row.ended_at), wait: dates.duration(row.service_seconds) })
  },
}

/** Return where a call for help stands, or null without one. */
export function helpText(help, words, dates) {
  if (!help) return null
  const stage = help.answered_at ? "answered" : "asked"
  return words.t(`counter.help.${stage}`, { time: dates.clock(help.answered_at ?? help.asked_at), clerk: isolate(help.answered_by ?? "") })
}
