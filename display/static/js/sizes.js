/**
 * How large things have to be drawn to be read from the last row (docs/display.md, B2). Pure.
 *
 * A capital of Vazirmatn is 1456 of 2048 units high; its OS/2 table says 1638, which no drawn letter reaches.
 */
export const CAPITAL_SHARE = 1456 / 2048
const CALL_SHARE = 0.0122
const TEXT_ARC_MINUTES = 16
const MILLIMETRES_PER_INCH = 25.4
const TOLERANCE = 0.99

// One unit is a pixel of the board that each shape is drawn for; text: the size of ordinary text on it, and the largest.
const SHAPES = {
  wide: { width: 1920, height: 1080, text: 44, mostText: 108 },
  tall: { width: 1080, height: 1920, text: 46, mostText: 108 },
  wall: { width: 640, height: 320, text: 26, mostText: 40 },
}
const WALL_HEIGHT = 480

/**
 * shape: "wide", "tall" or "wall", a coarse wall of LEDs. unit: pixels of one unit of its drawing.
 * callPx, textPx: the least font sizes of the called number and of all else; textUnits: the size to draw ordinary text in.
 */
export function sizesFor({ width, height, inches, metres }) {
  const shape = shapeOf(width, height)
  const drawn = SHAPES[shape]
  const unit = Math.min(width / drawn.width, height / drawn.height)
  const least = leastSizes(pixelsPerMillimetre(width, height, inches), metres * 1000)
  const textUnits = Math.min(drawn.mostText, Math.max(drawn.text, least.textPx / unit))
  return { shape, unit, widthUnits: width / unit, heightUnits: height / unit, textUnits, ...least }
}

/** Whether what was drawn, the smallest sizes of the called number and of all else, is read from the last row. */
export function isLegible({ callPx, textPx }, drawn) {
  return isEnough(drawn.callPx, callPx) && isEnough(drawn.textPx, textPx)
}

/** Null: nothing of that kind is on the board. */
function isEnough(drawn, least) {
  return drawn === null || drawn >= least * TOLERANCE
}

export function pixelsPerMillimetre(width, height, inches) {
  return Math.hypot(width, height) / (inches * MILLIMETRES_PER_INCH)
}

function leastSizes(perMillimetre, distance) {
  const textHeight = distance * Math.tan((TEXT_ARC_MINUTES / 60) * (Math.PI / 180))
  const fontSize = (capital) => (capital * perMillimetre) / CAPITAL_SHARE
  return { callPx: fontSize(distance * CALL_SHARE), textPx: fontSize(textHeight) }
}

function shapeOf(width, height) {
  if (height > width) return "tall"
  return height <= WALL_HEIGHT ? "wall" : "wide"
}
