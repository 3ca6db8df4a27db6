/** What a key of the keypad means. It has arrows and Enter; keyboards have more, which do the same things. */
const ALONG = { rtl: { ArrowLeft: "next", ArrowRight: "previous" }, ltr: { ArrowRight: "next", ArrowLeft: "previous" } }
const FIXED = {
  ArrowDown: "next", ArrowUp: "previous", Escape: "back", "+": "louder", "-": "quieter",
}

/** "next", "previous", "back", "louder", "quieter", or null for a key that is nobody's. Enter is the browser's own. */
export function meaning(key, direction) {
  return ALONG[direction][key] ?? FIXED[key] ?? null
}

/** The item before or after the one with the cursor, round and round; the first one when there is none yet. */
export function moved(items, cursor, meant) {
  const at = items.findIndex((item) => item.id === cursor)
  if (at < 0) return items[meant === "next" ? 0 : items.length - 1]?.id ?? null
  const step = meant === "next" ? 1 : items.length - 1
  return items[(at + step) % items.length].id
}
