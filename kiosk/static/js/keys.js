/** What a key of the keypad means. It has arrows and Enter; keyboards have more, which do the same things. */
const ALONG = { rtl: { ArrowLeft: "next", ArrowRight: "previous" }, ltr: { ArrowRight: "next", ArrowLeft: "previous" } }
const FIXED = {
  ArrowDown: "next", ArrowUp: "previous", Tab: "next", Escape: "back", "+": "louder", "-": "quieter", Enter: "press", " ": "press",
}
const HELD_WITH_OTHERS = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock"]

/** "next", "previous", "back", "louder", "quieter", "press", or null for a key that is nobody's. */
export function meaning({ key, shiftKey = false }, direction) {
  if (key === "Tab" && shiftKey) return "previous"
  return ALONG[direction][key] ?? FIXED[key] ?? null
}

/** Whether a key is for whoever looks after the machine (F5, Ctrl+R), not a visitor's. */
export function isService({ key, ctrlKey, altKey, metaKey }) {
  return Boolean(ctrlKey || altKey || metaKey) || /^F\d+$/.test(key) || HELD_WITH_OTHERS.includes(key)
}

/** The item before or after the one with the cursor, round and round; the first one when there is none yet. */
export function moved(items, cursor, meant) {
  const at = items.findIndex((item) => item.id === cursor)
  if (at < 0) return items[meant === "previous" ? items.length - 1 : 0]?.id ?? null
  const step = meant === "previous" ? items.length - 1 : 1
  return items[(at + step) % items.length].id
}
