/** How wide a text is, so that CSS can give it the largest size that fits: `.fit` in display.css. */

const LETTERS = 'Vazirmatn, "Noto Sans Arabic", system-ui, sans-serif'
const MEASURED_PX = 100
const MARGIN = 1.03
const KEPT = 500
const known = new Map()
let pen = null

/** Returns the width of a text in ems of its font. */
export function ems(text, weight = 700) {
  const key = `${weight} ${text}`
  if (!known.has(key)) {
    if (known.size >= KEPT) known.clear()
    known.set(key, Math.max(0.1, measure(text, weight)))
  }
  return known.get(key)
}

/** Before the font is there other letters are measured. onReady(): draw again. */
export async function loadFont(onReady) {
  await Promise.all([500, 700, 800].map((weight) => document.fonts.load(`${weight} ${MEASURED_PX}px Vazirmatn`, "Aاب۱")))
  known.clear()
  onReady()
}

function measure(text, weight) {
  pen ??= document.createElement("canvas").getContext("2d")
  pen.font = `${weight} ${MEASURED_PX}px ${LETTERS}`
  return (pen.measureText(text).width / MEASURED_PX) * MARGIN
}

/** Returns a text in lines of about the same width, none wider than `room` unless it is one word. */
export function linesWithin(text, room, measured) {
  const words = text.split(/[ \n]+/).filter(Boolean)
  const whole = measured(words.join(" "))
  for (let count = Math.max(1, Math.ceil(whole / room)); count < words.length; count += 1) {
    const lines = fold(words, whole / count, measured, count)
    if (lines.every((line) => isWord(line) || measured(line) <= room)) return lines
  }
  return words
}

function isWord(line) {
  return !line.includes(" ")
}

/** So many lines: each goes on until it has had its share. */
function fold(words, share, measured, count) {
  const lines = [[]]
  for (const word of words) {
    const line = lines.at(-1)
    const longer = measured([...line, word].join(" "))
    if (line.length && longer - measured(word) / 2 > share && lines.length < count) lines.push([word])
    else line.push(word)
  }
  return lines.map((line) => line.join(" "))
}
