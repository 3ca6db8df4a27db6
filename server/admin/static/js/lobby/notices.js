// The form of a notice: its values, and the body that they make. No DOM here.
import { localOf, momentOf, timeOf } from "./times.js"

export function startNotice(_, { languages, timeZone, now }) {
  const texts = Object.fromEntries(languages.map((code) => [code, ""]))
  return { texts, shown: true, spoken: false, ending: "open", day: localOf(now, timeZone).day, time: "" }
}

/** Return {body}, or {problem: field}; the first language is needed, the others may stay empty. */
export function noticeBody(values, { languages, timeZone, now }) {
  const texts = written(values.texts)
  if (!texts[languages[0]]) return { problem: "text" }
  if (!values.shown && !values.spoken) return { problem: "way" }
  const { until, problem } = untilOf(values, timeZone, now)
  return problem ? { problem } : { body: { texts, spoken: values.spoken, shown: values.shown, until } }
}

/** What is only said needs no end. */
function untilOf({ shown, ending, day, time }, timeZone, now) {
  if (!shown || ending === "open") return { until: null }
  const typed = timeOf(time)
  if (!typed) return { problem: "time" }
  const until = momentOf({ day, time: typed }, timeZone)
  return Date.parse(until) > now ? { until } : { problem: "past" }
}

/** Return the texts that somebody wrote, without those of nothing but spaces. */
export function written(texts) {
  return Object.fromEntries(Object.entries(texts).map(([code, text]) => [code, text.trim()]).filter(([, text]) => text))
}
