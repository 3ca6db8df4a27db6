// The displays of a hall (DISPLAY in docs/display.md) as rows: how each is, and what it asks for. No DOM here.
import { secondsBetween } from "../board/named.js"

// A display says how it is every 30 s; two that are lost are a blip, three are not.
const SILENT_SECONDS = 90
const OLD_SECONDS = 15
const SOUNDLESS = { suspended: "sound_off", stuck: "sound_stuck" }
const URGENT = ["sound_off", "sound_stuck", "old"]
export const LAYOUTS = ["calls", "lines", "media", "service", "counter"]

/** Return the displays by code, so that no row ever moves. now: ms; version: of the screens' files, as the server has them. */
export function displaysOf({ displays }, now, version) {
  return [...displays].sort((a, b) => a.code.localeCompare(b.code, "en", { numeric: true })).map((one) => rowOf(one, now, version))
}

function rowOf({ id, code, paired, look, status }, now, version) {
  const stage = stageOf(paired, status, now)
  const seconds = status ? secondsBetween(status.seen_at, now) : null
  const warnings = stage === "on" ? warningsOf(look, status, version) : []
  return { id, code, look, stage, seconds, status, warnings, trouble: troubleOf(stage, warnings) }
}

function stageOf(paired, status, now) {
  if (!paired) return "unpaired"
  if (!status) return "never"
  return secondsBetween(status.seen_at, now) > SILENT_SECONDS ? "silent" : "on"
}

/** Return what is not right with one that answers, the gravest first. */
function warningsOf(look, status, version) {
  return [
    look.speaks && SOUNDLESS[status.audio],
    status.lag_seconds > OLD_SECONDS && "old",
    status.pushless && "pushless",
    status.legible === false && "illegible",
    status.version !== version && "behind",
  ].filter(Boolean)
}

/** What it asks for: nothing, a look soon, or somebody now. */
function troubleOf(stage, warnings) {
  if (stage === "silent" || warnings.some((name) => URGENT.includes(name))) return "now"
  return stage !== "on" || warnings.length ? "soon" : null
}

export function urgentDisplays(hall, now, version) {
  return displaysOf(hall, now, version).filter((row) => row.trouble === "now").length
}

/** Return who speaks in each part of the hall: {zone, code}; code is null where nobody does. */
export function speakersOf({ displays }) {
  const zones = [...new Set(displays.filter(hasZone).map((one) => one.look.zone))].sort()
  return zones.map((zone) => ({ zone, code: displays.find((one) => one.look.zone === zone && one.look.speaks)?.code ?? null }))
}

/** A sign over a counter belongs to no part of the hall unless it speaks there. */
function hasZone({ look }) {
  return look.layout !== "counter" || look.speaks
}
