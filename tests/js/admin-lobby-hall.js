// A lobby of three displays and a sign, as the doors of docs/display.md tell it; and a room on a server of the test's own.
import { makeLobby } from "../../server/admin/static/js/lobby/lobby.js"
import { ago, HALL, NOW, SUPERVISOR } from "./admin-hall.js"

export const VERSION = "0f3a9c1d2e4b"
const LOOK = {
  layout: "lines", languages: ["fa"], inches: 43, viewing_metres: 8, service_ids: [], counter_id: null, zone: "hall", speaks: false,
}
export const STATUS = {
  version: VERSION, uptime_seconds: 7200, lag_seconds: 1, audio: "none", width: 1920, height: 1080, seq: 412, legible: true,
  seen_at: ago(0, 20),
}
export const display = (id, look = {}, status = {}, paired = true) => ({
  id, code: `display-${id}`, paired, look: { ...LOOK, ...look }, status: status && { ...STATUS, ...status },
})
export const SOUND = { languages: ["fa"], times: 2, chime: true, volume: 80, hours: [] }
export const DISPLAYS = {
  displays: [
    display(10, { speaks: true }, { audio: "running" }),
    display(2, { layout: "media", languages: ["fa", "en"] }, { seen_at: ago(7) }),
    display(3, { layout: "service", service_ids: [1] }, null),
    display(4, { layout: "counter", counter_id: 6, zone: "desk" }, { legible: false, version: "old" }),
  ],
  sound: SOUND, languages: ["fa", "en"],
  services: [{ id: 1, code: "permit", letter: "A", names: { fa: "پروانه", en: "Permit" } }, { id: 2, code: "tax", letter: "B", names: { fa: "عوارض", en: "Tax" } }],
  counters: [{ id: 6, number: 6 }],
}
export const NOTICE = {
  id: 5, seq: 400, texts: { fa: "آسانسور خراب است", en: "The lift is out of order" }, spoken: true, shown: true, made_at: ago(30), until: null,
  ended_at: null,
}
export const medium = (id, place, more = {}) => ({
  id, kind: "image", name: `picture ${id}`, texts: {}, mime: "image/png", bytes: 2_097_152, seconds: 10, first_day: null, last_day: null,
  weekdays: [0, 1, 2, 3, 4, 5, 6], from: null, until: null, place, sound: false, url: `/api/v1/media/${id}/file`, ...more,
})
export const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

/** answers: by "METHOD path", a value, an Error, or a function of the body. tick(): the poll's hand. */
export async function lobbyWith({ user = SUPERVISOR, ...answers } = {}) {
  const told = { sent: [], signedOut: null, stopped: 0, changes: 0 }
  const watched = {}
  let poll = null
  const given = {
    "GET /branches/3/displays": DISPLAYS, "GET /branches/3/notices": { notices: [NOTICE] },
    "GET /branches/3/media": { media: [medium(1, 0), medium(2, 1), medium(3, 2)] }, ...answers,
  }
  const answer = async (method, path, body) => {
    if (method !== "GET") told.sent.push([method, path, body])
    const known = given[`${method} ${path}`] ?? {}
    const found = typeof known === "function" ? await known(body) : known
    if (found instanceof Error) throw found
    return found
  }
  const api = {
    serverNow: () => new Date(NOW), get: (path) => answer("GET", path), post: (path, body) => answer("POST", path, body),
    put: (path, body) => answer("PUT", path, body),
  }
  const room = makeLobby({
    hall: HALL, user, api, send: (path, fields, onShare) => (onShare?.(0.5), answer("UPLOAD", path, fields)),
    watch: (heard) => (Object.assign(watched, heard), { stop: () => { told.stopped += 1 } }), version: () => VERSION,
    onChange: () => { told.changes += 1 }, onSignedOut: (error) => { told.signedOut = error.code },
    timers: { setInterval: (work) => (poll = work, 1), clearInterval: () => { told.stopped += 1 } },
  })
  await settle()
  return { room, told, given, watched, tick: async () => (poll(), await settle()) }
}
