// What is asked before the lobby is changed: each kind of form, where it goes, and what is said afterwards. No DOM here.
import { bodyOf, mediumBody, slideBody, startMedium, startSlide } from "./media.js"
import { lookBody, startLook } from "./looks.js"
import { noticeBody, startNotice } from "./notices.js"
import { soundBody, startSound } from "./sounds.js"

const nothing = () => ({})
const ending = (path) => ({ source: nothing, start: nothing, read: () => ({ body: {} }), method: "post", path })

/** source: what the server has of it now; read: values to {body} or {problem}; path: where it is sent. */
const KINDS = {
  look: {
    source: ({ hall }, id) => hall.displays.find((one) => one.id === id), start: startLook, read: lookBody,
    method: "put", path: (id) => `/displays/${id}/look`,
  },
  sound: {
    source: ({ hall }) => hall.sound, start: startSound, read: soundBody,
    method: "put", path: (_, hallId) => `/branches/${hallId}/sound`,
  },
  notice: {
    source: nothing, start: startNotice, read: noticeBody,
    method: "post", path: (_, hallId) => `/branches/${hallId}/notices`,
  },
  medium: {
    source: ({ media }, id) => media.find((one) => one.id === id), start: startMedium, read: mediumBody,
    method: "put", path: (id) => `/media/${id}`,
  },
  slide: {
    source: nothing, start: startSlide, read: slideBody,
    method: "upload", path: (_, hallId) => `/branches/${hallId}/media`,
  },
  end_notice: ending((id) => `/notices/${id}/endings`),
  end_medium: ending((id) => `/media/${id}/endings`),
  reload: ending((id) => `/displays/${id}/reloads`),
  identify: ending((id) => `/displays/${id}/identifications`),
}
// What the server refuses of one field is said beside it.
const FIELDS = { zone_speaks_already: "speaks", time_over: "time" }

export function keyOf(kind, id = null) {
  return `${kind}:${id ?? ""}`
}

/** Return what the server has of the thing that a form is about; null when it is there no more. */
export function sourceOf(kind, state, id) {
  return KINDS[kind].source(state, id) ?? null
}

export function startForm(kind, id, source, context) {
  return { kind, id, values: KINDS[kind].start(source, context), base: told(kind, source), problem: null, row: null }
}

/** Return {body}, or {problem: field} when something is missing or cannot be read. */
export function readForm({ kind, values }, source, context) {
  return KINDS[kind].read(values, context, source)
}

/** Return {method, path}; method: of the api, or "upload". */
export function doorOf(kind, id, hallId) {
  return { method: KINDS[kind].method, path: KINDS[kind].path(id, hallId) }
}

/** Whether somebody else has changed the thing since its form was begun. */
export function changedMeanwhile({ kind, base }, source) {
  return source !== null && base !== told(kind, source)
}

/** What the form is about, without what changes by itself. */
function told(kind, source) {
  if (kind === "look") return JSON.stringify(source.look)
  return JSON.stringify(kind === "medium" ? bodyOf(source) : source)
}

/** Return the field beside which a refusal belongs, or null. */
export function fieldOf(refusal) {
  return FIELDS[refusal?.code] ?? null
}
