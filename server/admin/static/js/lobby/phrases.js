// The sentences of the lobby room, from plain values and the words of a language. No DOM here.
import { isolate, numberText } from "../sentences.js"
import { languagesOf, WHOLE_HALL } from "./looks.js"
import { LIMITS } from "./numbers.js"
import { calendarDay, localOf, timeOf } from "./times.js"
import { EVERY_DAY } from "./media.js"

const SATURDAY_FIRST = [5, 6, 0, 1, 2, 3, 4]
const KILOBYTE = 1024
const MEGABYTE = 1_048_576

/** Return how a display is, in words. */
export function stageText({ stage, seconds }, words, dates) {
  return words.t(`admin.lobby.stage.${stage}`, { time: seconds === null ? "" : dates.duration(seconds) })
}

/** Return what is not right and what to do about it. */
export function warningText(name, { look, status }, words, dates) {
  return words.t(`admin.lobby.warning.${name}`, {
    age: dates.duration(status.lag_seconds), inches: numberOf(look.inches, words), metres: numberOf(look.viewing_metres, words),
  })
}

/** Return what stands on a display: the layout, its languages, its screen and its part of the hall; one phrase each. */
export function lookTexts(look, hall, words) {
  return [
    languagesText(look.languages, words),
    aboutText(look, hall, words),
    words.t("admin.lobby.look.screen", { inches: numberOf(look.inches, words), metres: numberOf(look.viewing_metres, words) }),
    words.t(look.speaks ? "admin.lobby.look.speaks" : "admin.lobby.look.silent", { zone: zoneText(look.zone, words) }),
  ].filter(Boolean)
}

function aboutText(look, { services, counters }, words) {
  if (look.counter_id !== null) return counterText(counters.find((one) => one.id === look.counter_id), words)
  const named = services.filter((one) => look.service_ids.includes(one.id)).map((one) => isolate(words.name(one.names)))
  return named.length ? words.t("admin.lobby.look.only", { services: joined(named, words) }) : null
}

/** A counter may be gone from the set-up since. */
export function counterText(counter, words) {
  return counter ? words.t("admin.counter.name", { counter: counter.number }) : words.t("admin.lobby.look.no_counter")
}

/** Return what a field of a number takes, in words; nothing of one that has no limits. */
export function limitTexts(name, words) {
  return Object.fromEntries(["least", "most"].map((end) => [end, name in LIMITS ? numberOf(LIMITS[name][end], words) : ""]))
}

/** A part of the hall as somebody called it. */
export function zoneText(zone, words) {
  return zone === WHOLE_HALL ? words.t("admin.lobby.zone.hall") : isolate(zone)
}

/** Return what is heard, in whole sentences, one after the other. */
export function soundTexts({ first, second, times, chime, volume, hours }, words) {
  if ([{ volume }, ...hours].every((row) => row.volume === 0)) return [words.t("admin.lobby.sound.always.quiet")]
  const languages = languagesOf(first, second)
  return [
    words.t("admin.lobby.sound.says", { count: times, languages: spokenIn(languages, words) }),
    words.t(chime ? "admin.lobby.sound.with_chime" : "admin.lobby.sound.without_chime"),
    volumeText("admin.lobby.sound.always", volume, {}, words),
    ...hours.map((row) => hourText(row, words)).filter(Boolean),
  ]
}

/** Return what a row of the hours means, or null while it is no stretch of a day yet. */
function hourText({ from, until, volume }, words) {
  const [begin, end] = [from, until].map(timeOf)
  if (!begin || !end || begin === end) return null
  const over = end < begin ? "_over_midnight" : ""
  return volumeText(`admin.lobby.sound.hours${over}`, volume, { from: timeText(begin, words), until: timeText(end, words) }, words)
}

function volumeText(key, volume, params, words) {
  return words.t(volume === 0 ? `${key}.quiet` : key, { volume, ...params })
}

/** A volume in short; 0 is said in a word. */
export function loudnessText(volume, words) {
  return volume === 0 ? words.t("admin.lobby.sound.quiet") : words.t("admin.figure.percent", { percent: volume })
}

/** In order: each language is said to its end before the next begins. */
function spokenIn(codes, words) {
  const [first, second] = codes.map((code) => languageText(code, words))
  return second ? words.t("admin.lobby.sound.then", { first, second }) : first
}

function languagesText(codes, words) {
  const [first, second] = codes.map((code) => languageText(code, words))
  return second ? words.t("admin.lobby.look.two", { first, second }) : first
}

/** A language as this one calls it; one that came later is called as it calls itself. */
export function languageText(code, words) {
  const key = `admin.lobby.language.${code}`
  return words.has(key) ? words.t(key) : (words.languages.find((one) => one.code === code)?.name ?? code)
}

/** Return who speaks in a part of the hall, or that nobody does. */
export function speakerText({ zone, code }, words) {
  const key = code === null ? "admin.lobby.sound.nobody" : "admin.lobby.sound.speaker"
  return words.t(key, { zone: zoneText(zone, words), display: numberText(code ?? "", words) })
}

/** Return how a notice is brought, since when, and until when. */
export function noticeTexts({ spoken, shown, made_at: made, until }, words, dates, now, timeZone) {
  const way = shown && spoken ? "both" : shown ? "shown" : "spoken"
  return [
    words.t(`admin.lobby.notice.${way}`),
    words.t("admin.lobby.notice.since", { time: momentText(made, words, dates, now, timeZone) }),
    shown && untilText(until && momentText(until, words, dates, now, timeZone), words),
  ].filter(Boolean)
}

function untilText(time, words) {
  return time ? words.t("admin.lobby.notice.until", { time }) : words.t("admin.lobby.notice.open")
}

/** Today's moments by the clock alone. */
function momentText(moment, words, dates, now, timeZone) {
  const isToday = localOf(moment, timeZone).day === localOf(now, timeZone).day
  const time = dates.clock(moment)
  return isToday ? words.t("admin.lobby.at", { time }) : words.t("admin.lobby.on", { date: dates.date(moment), time })
}

/** Return when a medium is on: days, weekdays, times; one phrase each, and one for always. */
export function timingTexts(medium, words) {
  const texts = [daysText(medium, words), weekdaysText(medium.weekdays ?? EVERY_DAY, words), timesText(medium, words)].filter(Boolean)
  return texts.length ? texts : [words.t("admin.lobby.media.always")]
}

function daysText({ first_day: first, last_day: last }, words) {
  const key = first && last ? "between" : first ? "from" : last ? "until" : null
  return key && words.t(`admin.lobby.media.days.${key}`, { first: first && dayText(first, words), last: last && dayText(last, words) })
}

function weekdaysText(weekdays, words) {
  if (weekdays.length === 0 || weekdays.length === EVERY_DAY.length) return null
  return joined(weekdaysInOrder(words).filter((day) => weekdays.includes(day)).map((day) => words.spoken.weekdays[day]), words)
}

function timesText({ from, until }, words) {
  const key = from && until ? "between" : from ? "from" : until ? "until" : null
  return key && words.t(`admin.lobby.media.times.${key}`, { from: from && timeText(from, words), until: until && timeText(until, words) })
}

/** A week begins on Saturday where one writes from right to left, elsewhere on Monday. */
export function weekdaysInOrder({ direction }) {
  return direction === "rtl" ? SATURDAY_FIRST : EVERY_DAY
}

/** An ISO day as its calendar writes it: "4 Azar 1405". A day has no zone. */
export function dayText(iso, words) {
  const { year, month, day } = calendarDay(iso, words.spoken.calendar)
  return isolate(words.digits(`${day} ${words.spoken.months[month - 1]} ${year}`))
}

export function timeText(time, words) {
  return isolate(words.digits(time))
}

/** Return what a medium is, how long it stands, and how large its file is. */
export function mediumTexts({ kind, seconds, bytes, sound }, words) {
  return [
    words.t(`admin.lobby.media.kind.${kind}`),
    seconds && words.t("admin.lobby.media.seconds", { count: seconds }),
    bytes && sizeText(bytes, words),
    kind === "video" && words.t(sound ? "admin.lobby.media.with_sound" : "admin.lobby.media.mute"),
  ].filter(Boolean)
}

export function sizeText(bytes, words) {
  const megabytes = bytes / MEGABYTE
  if (megabytes < 1) return words.t("admin.lobby.media.kilobytes", { size: Math.ceil(bytes / KILOBYTE) })
  const size = megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)
  return words.t("admin.lobby.media.megabytes", { size: words.digits(decimal(size, words)) })
}

/** A number with a part after the point, as the language writes it. */
export function decimal(number, words) {
  const text = String(number)
  return words.direction === "rtl" ? text.replace(".", "٫") : text
}

/** To a tenth, as the language writes it. */
function numberOf(number, words) {
  return words.digits(decimal(Math.round(number * 10) / 10, words))
}

function joined(texts, words) {
  return texts.join(words.t("admin.printer.and"))
}
