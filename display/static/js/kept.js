/** What a board keeps in its browser for the time without the server. A full or forbidden store keeps nothing. */

const PREFIX = "nobat.display."

/**
 * part(name): {read(), keep(value)} of this device, {id}. What the device kept that this browser was before is as good as
 * nothing; read() gives null then.
 */
export function makeKept(device, store = openStore()) {
  const id = device?.id ?? null
  return { part: (name) => ({ read: () => read(store, PREFIX + name, id), keep: (value) => keep(store, PREFIX + name, { id, value }) }) }
}

function read(store, key, device) {
  try {
    const { id, value } = JSON.parse(store.getItem(key))
    return id === device ? value : null
  } catch {
    return null
  }
}

function keep(store, key, value) {
  try {
    store.setItem(key, JSON.stringify(value))
  } catch (error) {
    console.warn(`cannot keep ${key}:`, error)
  }
}

/** In some browsers even asking for it is forbidden. */
function openStore() {
  try {
    return globalThis.localStorage
  } catch {
    return null
  }
}
