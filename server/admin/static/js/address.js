// Where in the console somebody is, as the address keeps it: #/halls/3/board. No DOM here.

const SHAPE = /^#\/halls\/(\d+)(?:\/([\w-]+))?\/?$/
export const NOWHERE = { hallId: null, page: null }

/** Return the place that a hash names; one that it does not know is nowhere. */
export function placeOf(hash) {
  const found = SHAPE.exec(hash)
  return found ? { hallId: Number(found[1]), page: found[2] ?? null } : NOWHERE
}

export function hashOf({ hallId, page }) {
  if (hallId === null) return "#/"
  return page ? `#/halls/${hallId}/${page}` : `#/halls/${hallId}`
}
