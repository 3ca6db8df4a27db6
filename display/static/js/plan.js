/** What this display is to show and say: its plan, from the server, kept for the hours without it. */

const RETRY_MILLISECONDS = 10_000
const SOUND = { languages: [], times: 2, chime: true, volume: 80, hours: [] }
const LOOK = {
  layout: "lines", languages: [], inches: 43, viewing_metres: 8, service_ids: [], counter_id: null, zone: "hall", speaks: true,
}

/**
 * current(): the plan; load(): ask for it, again and again until it comes. onChange(): after it came.
 *
 * device: this one, {id, code}. kept: {read(), keep(plan)}: the plan of before. Without any there are the defaults, so that a
 * board whose branch is known shows its calls whatever happens; no language: the hall's first.
 */
export function makePlan({ api, device, kept, onChange, later = setTimeout }) {
  let plan = whole(kept.read(), device)
  let asking = 0

  async function load() {
    const mine = (asking += 1)
    const fresh = await api.get("/displays/me").catch((error) => (console.warn("plan:", error.code), null))
    if (mine !== asking) return
    if (!fresh) return void later(() => mine === asking && load(), RETRY_MILLISECONDS)
    kept.keep(fresh)
    plan = whole(fresh, device)
    onChange()
  }

  return { current: () => plan, load }
}

/** Kept plans may be those of an older version, or of the device that this browser was before. */
function whole(plan, device) {
  const mine = plan?.device?.id === device?.id ? plan : null
  const { look, sound, media = [], counter_number = null } = mine ?? {}
  return { device, look: { ...LOOK, ...look }, sound: { ...SOUND, ...sound }, media, counter_number }
}

/** Whether an event asks this display to load its plan again. */
export function changesPlan(event, deviceId) {
  if (event.kind === "look_changed") return event.display_id === deviceId
  return ["sound_changed", "media_changed", "setup_applied"].includes(event.kind)
}
