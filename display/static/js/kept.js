/** What a board keeps in its browser for the time without the server. A full or forbidden store keeps nothing. */

const PREFIX = "nobat.display."

export function readKept(name, store = localStorage) {
  try {
    return JSON.parse(store.getItem(PREFIX + name))
  } catch {
    return null
  }
}

export function keep(name, value, store = localStorage) {
  try {
    store.setItem(PREFIX + name, JSON.stringify(value))
  } catch (error) {
    console.warn(`cannot keep ${name}:`, error)
  }
}
