// Which key does what. By its place (event.code), so that every keyboard layout works.

const ACT_OF = {
  Space: "call",
  Enter: "begin",
  NumpadEnter: "begin",
  KeyF: "finish",
  KeyR: "recall",
  KeyN: "no_show",
}
const PRESSES_BUTTONS = ["Space", "Enter", "NumpadEnter"]
const FIELDS = ["INPUT", "TEXTAREA", "SELECT"]
const PRESSABLE = ["BUTTON", "A", "SUMMARY"]

/** Return the act a key asks for, or null. focus: {tag, editable} of the focused element. */
export function actOfKey(event, focus) {
  if (event.repeat || event.isComposing || isChord(event)) return null
  if (isField(focus)) return null
  if (PRESSABLE.includes(focus.tag) && PRESSES_BUTTONS.includes(event.code)) return null
  return ACT_OF[event.code] ?? null
}

/** A key kept down on a focused button would press it again and again. */
export function isHeldPress(event, focus) {
  return event.repeat && !isField(focus) && PRESSES_BUTTONS.includes(event.code)
}

/** Return the number a digit key stands for, to choose a counter by key, or null. */
export function digitOfKey(event, focus) {
  if (event.repeat || isChord(event) || isField(focus)) return null
  const match = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)
  return match ? Number(match[1]) : null
}

function isField(focus) {
  return focus.editable || FIELDS.includes(focus.tag)
}

function isChord(event) {
  return event.ctrlKey || event.altKey || event.metaKey || event.shiftKey
}
