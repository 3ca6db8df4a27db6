/** The one way to the server: commands and questions by HTTP (docs/api.md). */

const BASE = "/api/v1"
const TIMEOUT_MILLISECONDS = 5000
const PAUSE_MILLISECONDS = 500
const ASLEEP_MILLISECONDS = 5_000

export class ApiError extends Error {
  /** code: stable, the screen owns the words (`error.<code>`); `no_connection` when no answer came (status 0). */
  constructor({ code, message = "", details = {}, status = 0 }) {
    super(message || code)
    Object.assign(this, { code, details, status })
  }
}

/**
 * get(path), post(path, body), put(path, body), del(path): paths below /api/v1; they return the answer's body (a picture
 * as an address of its own) or throw ApiError.
 * postOnce(path, body): what is no command (a pairing, a log-in): without a request_id, never sent again by itself.
 * assetsVersion(): of the screens' files that the server has now, from `X-Nobat-Assets`; null before the first answer.
 * serverNow(): the server's time as a Date, from `X-Nobat-Now` of the last answer; before one, from `now` of the page.
 * isClockSure(): not after a sleep, in which the browser's steady clock may have stood still, until the next answer.
 */
export function makeApi({
  language,
  now = null,
  fetch = globalThis.fetch.bind(globalThis),
  timeout = TIMEOUT_MILLISECONDS,
  pause = PAUSE_MILLISECONDS,
}) {
  const known = new Map()
  const clock = makeServerClock(now)
  let wanted = language
  let assets = null

  async function send(method, path, body, tries = once) {
    const asked = { method, path, language: wanted, body: body && JSON.stringify(body), known: known.get(path) }
    const answer = await tries(() => ask(fetch, hear, timeout, asked), pause)
    if (answer.etag && method === "GET") known.set(path, answer)
    return answer.body
  }

  function hear(headers, sentAt) {
    clock.hear(headers.get("X-Nobat-Now"), sentAt)
    assets = headers.get("X-Nobat-Assets") ?? assets
  }

  return {
    get: (path) => send("GET", path),
    post: (path, body = {}) => send("POST", path, { request_id: newRequestId(), ...body }, twice),
    postOnce: (path, body) => send("POST", path, body),
    put: (path, body = {}) => send("PUT", path, { request_id: newRequestId(), ...body }, twice),
    del: (path) => send("DELETE", path, undefined, twice),
    setLanguage: (code) => { wanted = code },
    assetsVersion: () => assets,
    serverNow: clock.now,
    isClockSure: clock.isSure,
  }
}

/** crypto.randomUUID exists on https and localhost only; a hall's own network is often plain http. */
export function newRequestId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

function once(attempt) {
  return attempt()
}

/** Once more, the very same command, when no answer came: `request_id` makes that safe. */
async function twice(attempt, pause) {
  try {
    return await attempt()
  } catch (error) {
    if (error.code !== "no_connection") throw error
    await new Promise((resolve) => setTimeout(resolve, pause))
    return attempt()
  }
}

async function ask(fetch, hear, timeout, asked) {
  const sentAt = performance.now()
  const answer = await reach(fetch, timeout, asked)
  hear(answer.headers, sentAt)
  if (answer.status === 304) return asked.known
  const body = await (isPicture(answer) ? readPicture(answer) : readJson(answer))
  if (!answer.ok) throw refusal(answer.status, body)
  return { body, etag: answer.headers.get("ETag") }
}

async function reach(fetch, timeout, { method, path, language, body, known }) {
  const headers = { Accept: "application/json", "Accept-Language": language }
  if (body) headers["Content-Type"] = "application/json"
  if (known && method === "GET") headers["If-None-Match"] = known.etag
  const signal = AbortSignal.timeout(timeout)
  try {
    return await fetch(BASE + path, { method, headers, body, signal, cache: "no-store", credentials: "same-origin" })
  } catch {
    throw new ApiError({ code: "no_connection" })
  }
}

function isPicture(answer) {
  return answer.headers.get("Content-Type")?.startsWith("image/") ?? false
}

/** A `data:` address, which an <img> takes and nobody has to give back. */
async function readPicture(answer) {
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")
  return `data:${answer.headers.get("Content-Type")};base64,${btoa(letters)}`
}

async function readJson(answer) {
  if (answer.status === 204) return null
  try {
    return await answer.json()
  } catch {
    throw new ApiError({ code: "no_connection", status: answer.status })
  }
}

/** An error in another shape comes from something between us and the server, which is as good as no answer. */
function refusal(status, body) {
  if (typeof body?.error !== "string") return new ApiError({ code: "no_connection", status })
  return new ApiError({ code: body.error, message: body.message, details: body.details, status })
}

/** Counts from the browser's monotonic clock, which nobody can set; the time of day is the server's. */
function makeServerClock(written) {
  let offset = (Date.parse(written ?? "") || Date.now()) - performance.now()
  let apart = clocksApart()
  return {
    now: () => new Date(performance.now() + offset),
    isSure: () => Math.abs(clocksApart() - apart) <= ASLEEP_MILLISECONDS,
    hear(text, sentAt) {
      const time = Date.parse(text ?? "")
      if (Number.isNaN(time)) return
      offset = time - (sentAt + performance.now()) / 2
      apart = clocksApart()
    },
  }
}

/** How far the clock that somebody can set is from the steady one. */
export function clocksApart() {
  return Date.now() - performance.now()
}
