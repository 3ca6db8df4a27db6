/** The sounds of one announcement, one after the other; where clips are missing, what stands for them (B7). */
import { callPhrases, spokenIn } from "./spoken/index.js"

const CHIME_GAP = 0.1
const CLIP_GAP = 0.04
const PHRASE_GAP = 0.28
const LINE_GAP = 0.7
const CLIPS_MILLISECONDS = 5_000

/**
 * Returns [{buffer, gap}]: gap, in seconds, is the silence before it. An empty list never comes: at least the chime
 * sounds, and twice where nothing of it can be said.
 *
 * made: {chime, tone}, buffers that are always there. sound: of the hall.
 */
export async function scriptOf(item, { voices, made, sound }) {
  const lines = item.kind === "notice" ? await noticeLines(item, voices, sound) : await callLines(item, voices, made, sound)
  const said = lines.length ? lines : [[{ buffer: made.chime, gap: 0 }]]
  const chime = sound.chime || !lines.length ? [{ buffer: made.chime, gap: 0 }] : []
  return [...chime, ...said.flatMap((line, place) => begin(line, place || !chime.length ? LINE_GAP : CHIME_GAP))]
}

/** Every language, as often as the hall wants it; a language without a single clip is left out. */
async function callLines(call, voices, made, { languages, times }) {
  const once = await Promise.all(spokenIn(languages).map((language) => callLine(language, call, voices, made)))
  return Array.from({ length: times }, () => once.filter(Boolean)).flat()
}

async function callLine(language, call, voices, { tone }) {
  const phrases = callPhrases(language, { number: call.number, counterNumber: call.counter_number })
  await voices.ready(language, phrases.flat(), CLIPS_MILLISECONDS)
  const found = phrases.map((keys) => keys.map((key) => voices.buffer(language, key)))
  if (!found.flat().some(Boolean)) return null
  return found.flatMap((buffers) => begin(buffers.map((buffer) => ({ buffer: buffer ?? tone, gap: CLIP_GAP })), PHRASE_GAP))
}

/** A notice is said once in each language of the sound that it is written in, or in those it has. */
async function noticeLines(notice, voices, { languages }) {
  const wanted = languages.filter((language) => notice.texts[language])
  const spoken = wanted.length ? wanted : Object.keys(notice.texts)
  const buffers = await Promise.all(spoken.map((language) => voices.speech(notice, language)))
  return buffers.filter(Boolean).map((buffer) => [{ buffer, gap: 0 }])
}

function begin([first, ...others], gap) {
  return [{ ...first, gap }, ...others]
}
