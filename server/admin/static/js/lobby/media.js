// Media of a hall (MEDIA in docs/display.md): which files are taken, their order, and their forms. No DOM here.
import { LIMITS, numberIn } from "./numbers.js"
import { timeOf } from "./times.js"

const MEGABYTE = 1_048_576
const IMAGE_MEGABYTES = 10
const VIDEO_MEGABYTES = 200
const KINDS = {
  "image/png": IMAGE_MEGABYTES, "image/jpeg": IMAGE_MEGABYTES, "image/webp": IMAGE_MEGABYTES,
  "video/mp4": VIDEO_MEGABYTES, "video/webm": VIDEO_MEGABYTES,
}
export const TAKEN = Object.keys(KINDS)
export const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]

/** Return why a file need not even be sent, or null. The server looks into its bytes and has the last word. */
export function fileProblem({ type, size }) {
  const most = KINDS[type]
  if (!most) return { code: "type_refused", message: "", params: {} }
  if (size > most * MEGABYTE) return { code: "too_large", message: "", params: {} }
  return size === 0 ? { code: "file_empty", message: "", params: {} } : null
}

/** Return what has to be sent so that a medium stands one place earlier (-1) or later (1): [{medium, place}]. */
export function moves(media, id, by) {
  const at = media.findIndex((one) => one.id === id)
  if (!media[at] || !media[at + by]) return []
  const order = [...media]
  order.splice(at + by, 0, ...order.splice(at, 1))
  return order.map((medium, index) => ({ medium, place: index })).filter(({ medium, place }) => medium.place !== place)
}

/** Return the body that says of a medium what it is already. */
export function bodyOf({ name, texts, seconds, first_day, last_day, weekdays, from, until, place, sound }) {
  return { name, texts, seconds, first_day, last_day, weekdays, from, until, place, sound }
}

export function startMedium(medium) {
  const { name, texts, seconds, first_day, last_day, weekdays, from, until, sound } = medium
  return {
    name, texts: texts ?? {}, seconds: String(seconds ?? ""), first_day: first_day ?? "", last_day: last_day ?? "",
    weekdays: weekdays?.length ? weekdays : EVERY_DAY, from: from ?? "", until: until ?? "", sound,
  }
}

/** Return {body}, or {problem: field}. A video lasts as long as it does. */
export function mediumBody(values, { languages }, medium) {
  const seconds = medium.kind === "video" ? medium.seconds : numberIn(values.seconds, LIMITS.seconds)
  const [from, until] = [values.from, values.until].map(timeOf)
  const problem = mediumProblem(values, { medium, languages, seconds, from, until })
  if (problem) return { problem }
  const texts = medium.kind === "slide" ? writtenSlide(values.texts) : medium.texts
  const days = { first_day: values.first_day || null, last_day: values.last_day || null, weekdays: [...values.weekdays].sort() }
  const times = { from: from || null, until: until || null }
  return { body: bodyOf({ ...medium, ...days, ...times, name: values.name.trim(), texts, seconds, sound: values.sound }) }
}

function mediumProblem(values, { medium, languages, seconds, from, until }) {
  if (!values.name.trim()) return "name"
  if (medium.kind === "slide" && !hasTitle(values.texts, languages)) return "title"
  if (medium.kind !== "video" && seconds === null) return "seconds"
  if (values.first_day && values.last_day && values.last_day < values.first_day) return "days"
  if (values.weekdays.length === 0) return "weekdays"
  return from === null || until === null || (from && from === until) ? "times" : null
}

export function startSlide() {
  return { texts: {} }
}

/** Return {body} of a new slide for the multipart door, or {problem}. */
export function slideBody({ texts }, { languages }) {
  if (!hasTitle(texts, languages)) return { problem: "title" }
  return { body: { kind: "slide", name: texts[languages[0]].title.trim(), texts: JSON.stringify(writtenSlide(texts)) } }
}

function hasTitle(texts, [first]) {
  return Boolean(texts[first]?.title?.trim())
}

/** Return the languages in which something was written, each with its title and body. */
function writtenSlide(texts) {
  const all = Object.entries(texts).map(([code, { title = "", body = "" }]) => [code, { title: title.trim(), body: body.trim() }])
  return Object.fromEntries(all.filter(([, { title, body }]) => title || body))
}
