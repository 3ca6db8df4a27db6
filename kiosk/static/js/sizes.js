/**
 * What fits on this screen. A finger needs 20 mm, whatever the pixels: the set-up file says how large the screen is.
 * Lengths are in the drawing's own unit, a pixel of a screen of 1080x1920 (or 1920x1080), unless they say otherwise.
 */
export const FINGER_MILLIMETRES = 20
const MILLIMETRES_AN_INCH = 25.4
const SIDES = { portrait: [1080, 1920], landscape: [1920, 1080] }
const BUTTON = 96
const GAP = 16
const CARD = { plain: 150, large: 240 }
const RESULT = 132
const KEYS_GAP = 8
const KEY_ROWS = 3
const MARGIN = 48
const FOOT_GAPS = 76
const SIDE_PANEL = 660

const BROAD_LETTER = 0.89
const CHARACTERS = [
  ["MW", BROAD_LETTER],
  ["-", 0.48],
  ["0123456789", 0.58],
  ["۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", 0.68],
  ["ABCDEFGHIJKLNOPQRSTUVXYZ", 0.7],
]

/** How broad a number is in the heavy font, as a multiple of its size; never less than it will be. */
export function breadth(number) {
  const broadOf = (character) => CHARACTERS.find(([some]) => some.includes(character))?.[1] ?? BROAD_LETTER
  return Array.from(number, broadOf).reduce((sum, each) => sum + each, 0)
}

/** Pixels of one millimetre on a screen of so many inches from corner to corner. */
export function millimetre({ width, height, inches }) {
  return Math.hypot(width, height) / (inches * MILLIMETRES_AN_INCH)
}

/** Pixels of one unit of the drawing. */
export function unit({ width, height }) {
  const [across, down] = SIDES[height > width ? "portrait" : "landscape"]
  return Math.min(width / across, height / down)
}

/**
 * Returns {columns, oneColumn, rows, rowsOverBar, all, keyColumns, results}: how many stand where fingers reach.
 * all: so many services are shown without groups, in large text too, where they may take two pages.
 */
export function roomOn({ width, height, inches, large = false }) {
  const px = unit({ width, height })
  const finger = (FINGER_MILLIMETRES * millimetre({ width, height, inches })) / px
  const upright = height > width
  const button = Math.max(BUTTON, finger)
  const zone = upright ? height / px / 2 - 2 * button - FOOT_GAPS : height / px - 2 * MARGIN
  const across = (upright ? width / px : width / px - SIDE_PANEL) - 2 * MARGIN
  return { ...shelfRoom(zone, upright, { finger, button, large }), ...keyRoom(zone, across, finger) }
}

function shelfRoom(zone, upright, { finger, button, large }) {
  const rowsOf = (card, height) => fit(height, Math.max(card, finger), GAP)
  const card = large ? CARD.large : CARD.plain
  const rows = rowsOf(card, zone)
  const rowsOverBar = rowsOf(card, zone - button - GAP)
  return { columns: 2, oneColumn: Math.min(rows, upright ? 3 : 4), rows, rowsOverBar, all: 2 * rowsOf(CARD.plain, zone) }
}

function keyRoom(zone, across, finger) {
  const key = Math.max(finger, across / 12 - KEYS_GAP)
  const keyColumns = fit(across, key, KEYS_GAP)
  const keys = (KEY_ROWS + 1) * (Math.max(finger, BUTTON - KEYS_GAP) + KEYS_GAP)
  return { keyColumns, results: 2 * Math.max(1, fit(zone - keys, Math.max(RESULT, finger), GAP)) }
}

function fit(length, each, gap) {
  return Math.max(1, Math.floor((length + gap) / (each + gap)))
}
