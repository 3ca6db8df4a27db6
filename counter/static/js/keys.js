// Which key does what. By its place (event.code), so that every keyboard layout works.

const LETTER = /^Key([A-Z])$/
const DIGIT = /^(?:Digit|Numpad)([1-9])$/
const NAMED = { Space: "Space", Enter: "Enter", NumpadEnter: "Enter" }
const TABS = { 1: "held", 2: "missed", 3: "finished" }
const SWITCHES = { A: "auto", D: "bell" }
const PAPERS_LETTER = "U"
const PRESSES_BUTTONS = ["Space", "Enter", "NumpadEnter"]
const FIELDS = ["INPUT", "TEXTAREA", "SELECT"]
const PRESSABLE = ["BUTTON", "A", "SUMMARY"]
const TICKABLE = ["checkbox", "radio"]

/**
 * Return what a key at the desk asks for, or null: {letter} of an act, {tab}, {toggle}, {go: "papers"}, {show: "keys"}.
 * focus: {tag, type, editable} of the focused element.
 */
export function wishOfKey(event, focus) {
  if (event.repeat || event.isComposing || isText(focus)) return null
  if (event.code === "Slash" && !isChord({ ...event, shiftKey: false })) return { show: "keys" }
  if (isChord(event) || (isPressable(focus) && PRESSES_BUTTONS.includes(event.code))) return null
  return wishOf(NAMED[event.code] ?? LETTER.exec(event.code)?.[1], DIGIT.exec(event.code)?.[1])
}

function wishOf(letter, digit) {
  if (digit) return digit in TABS ? { tab: TABS[digit] } : null
  if (!letter) return null
  if (letter in SWITCHES) return { toggle: SWITCHES[letter] }
  return letter === PAPERS_LETTER ? { go: "papers" } : { letter }
}

/** A key kept down on a focused button would press it again and again. */
export function isHeldPress(event, focus) {
  return event.repeat && !isText(focus) && PRESSES_BUTTONS.includes(event.code)
}

/** Return the number a digit key stands for, to choose by key, or null; in a text field a digit is only a digit. */
export function digitOfKey(event, focus) {
  if (event.repeat || isChord(event) || isText(focus)) return null
  const match = DIGIT.exec(event.code)
  return match ? Number(match[1]) : null
}

/** Return 1 or -1 for a step down or up through rows, or null. */
export function stepOfKey(event) {
  if (isChord(event)) return null
  return { ArrowDown: 1, ArrowUp: -1 }[event.code] ?? null
}

export function isText(focus) {
  return focus.editable || (FIELDS.includes(focus.tag) && !TICKABLE.includes(focus.type))
}

function isPressable(focus) {
  return PRESSABLE.includes(focus.tag) || TICKABLE.includes(focus.type)
}

function isChord(event) {
  return event.ctrlKey || event.altKey || event.metaKey || event.shiftKey
}
