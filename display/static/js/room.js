/** How a board's room is shared out, in the units of its drawing: bands over and under the calls, rows beside them. Pure. */

const EDGE = { wide: 28, tall: 32, wall: 8 }
const GAP = { wide: 20, tall: 20, wall: 8 }
const RECENT = { wide: 84, tall: 84, wall: 42 }
const MOST_RECENT = 108
const MOST_ROWS = 6
const LINE = 1.32
// Where much stands on a board its letters stay below what the last row may need, so that the called number does not.
const MOST_TEXT = {
  1: { calls: 108, lines: 108, media: 72, service: 84 },
  2: { calls: 70, lines: 50, media: 50, service: 50 },
}
const WAITS_TOGETHER = 2
const LEAST_ROWS = 2
const TELLING_MISSED = ["calls", "service"]
const SECOND = 0.68
const SIDES = { media: 860, service: 720 }
const RECENT_BESIDE_MEDIA = 0.36
const PANEL_SHARE = { calls: 0.42, lines: 0.46, media: 0.29, service: 0.34 }
const LARGE = 60
const DAY_FITS = 56
const MISSED_EMS = 4.8
const HUGE = 76

/**
 * sizes: of sizes.js. has: {layout, languages, missed, services}: what stands on the board, in numbers.
 * Returns lengths to be drawn with, and how many rows and columns there are for what comes in any number.
 */
export function roomFor(sizes, has) {
  const { shape } = sizes
  const two = has.languages === 2
  const text = Math.min(sizes.textUnits, MOST_TEXT[has.languages][has.layout] ?? sizes.textUnits)
  const base = { shape, text, two, second: two ? text * SECOND : 0, edge: EDGE[shape], gap: GAP[shape] }
  const bands = bandsFor(base, has)
  const side = sideFor({ ...base, ...bands }, sizes, has)
  const dayInFoot = shape === "wall" || (shape === "wide" && text > DAY_FITS)
  const counts = { footLines: footLines(shape), missedShown: missedShown({ ...base, ...side }, sizes) }
  return { ...base, ...bands, ...side, ...counts, dayInFoot, isBrief: isBrief(base, has) }
}

function bandsFor(base, has) {
  const { shape, text, second } = base
  const foot = text * (footLines(shape) * LINE + 0.2) + (shape === "wall" ? 0 : footLines(shape) * second * LINE)
  if (shape === "wall") return { head: 0, foot, title: 0, strip: NO_STRIP }
  const names = text * LINE + second * LINE
  const days = Math.max(text * 1.7, (text + second) * LINE)
  const head = shape === "tall" ? names + days : Math.max(names, days)
  return { head, foot, title: has.layout === "service" ? text * 1.9 + second * LINE : 0, strip: stripFor(base, has) }
}

/** An upright board is too narrow for a sentence in one line. */
function footLines(shape) {
  return shape === "tall" ? 2 : 1
}

const NO_STRIP = { rows: 0, columns: 0, cell: 0, height: 0 }

/** Lines of several columns have two storeys: the name, and below it how many wait and how long. */
function stripFor({ shape, text, second, gap }, { layout, services }) {
  if (layout !== "lines") return NO_STRIP
  const columns = columnsFor(shape, text)
  const storeys = columns === 1 && shape === "wide" ? 1 : 2
  const cell = storeys * LINE * (text + second) + gap
  const most = text > HUGE || second ? 1 : 2
  const rows = Math.max(1, Math.min(most, Math.ceil(services / columns)))
  return { rows, columns, cell, height: rows * cell + (rows - 1) * 2 }
}

function columnsFor(shape, text) {
  if (shape === "tall" || text > HUGE) return 1
  return text > LARGE - 8 ? 2 : 3
}

/** The recent calls: a column of their own beside the panel, or below it on an upright board. */
function sideFor(room, sizes, has) {
  const { shape, text, two } = room
  const recent = Math.min(MOST_RECENT, Math.max(RECENT[shape], text))
  const row = recent * 1.28 + (two && shape !== "wall" ? recent * 0.5 : 0)
  const waits = waitsFor(room, has)
  const isHeaded = shape !== "wall" && text <= LARGE && has.layout !== "media"
  const free = freeHeight({ ...room, waits }, sizes, has) - room.gap - (isHeaded ? text * LINE + room.second : 0)
  const missed = missedFor(room, has, free - LEAST_ROWS * row)
  const rows = Math.min(MOST_ROWS, Math.max(0, Math.floor((free - missed) / row)))
  return { isHeaded, recent, row, rows, missed, waits, side: sideWidth(room, recent, has), panel: panelHeight(room, sizes, has) }
}

/** The missed numbers give way to the recent ones; then the foot tells them. */
function missedFor({ shape, text, second, gap }, { missed, layout }, free) {
  const height = text * LINE * 2 + second * LINE + 2 * gap
  const has = missed && shape !== "wall" && text <= LARGE && TELLING_MISSED.includes(layout)
  return has && height <= free ? height : 0
}

/** How many of a zone's services tell at once who waits, and the height that it takes. */
function waitsFor({ shape, text, two, second, gap }, { layout, services }) {
  if (layout !== "service" || shape === "wall") return { services: 0, height: 0 }
  const together = two || text > LARGE ? 1 : Math.max(1, Math.min(WAITS_TOGETHER, services))
  return { services: together, height: together * (text * LINE * 2.3 + 2 * second * LINE) + 2 * gap }
}

/** Beside lines for a far last row the panel has no room for the service's name; over a zone of one it stands already. */
function isBrief({ shape, text, two }, { layout, services }) {
  if (shape === "wall") return false
  return layout === "service" ? services === 1 : layout === "lines" && text > LARGE && !two
}

/** So many numbers stand in one line. */
function missedShown({ shape, text, edge, side }, { widthUnits }) {
  const width = shape === "tall" ? widthUnits - 2 * edge : side
  return Math.max(1, Math.floor((width - 2 * edge) / (text * MISSED_EMS)))
}

function freeHeight(room, sizes, has) {
  const { shape, gap, waits } = room
  const middle = middleHeight(room, sizes) - (waits.height && waits.height + gap)
  const player = has.layout === "media" ? mediaHeight(room, sizes) + gap : 0
  if (shape === "tall") return middle - panelHeight(room, sizes, has) - gap - player
  return has.layout === "media" && shape === "wide" ? middle * RECENT_BESIDE_MEDIA - gap : middle
}

function middleHeight({ edge, gap, head, foot, title, strip }, { heightUnits }) {
  const bands = [head, foot, title, strip.height].filter(Boolean)
  return heightUnits - 2 * edge - bands.reduce((sum, band) => sum + band + gap, 0)
}

/** Beside the calls their panel takes what is there; only an upright board measures it. */
function panelHeight(room, sizes, { layout }) {
  return room.shape === "tall" ? middleHeight(room, sizes) * PANEL_SHARE[layout] : 0
}

export function mediaHeight({ edge }, { widthUnits }) {
  return ((widthUnits - 2 * edge) * 9) / 16
}

function sideWidth({ shape, gap }, recent, { layout }) {
  if (shape === "wall") return 196
  return SIDES[layout] ?? Math.max(560, recent * 5.6 + 2 * gap)
}
