/** What this display is to show and say: its plan, from the server, kept for the hours without it. */

const RETRY_MILLISECONDS = 10_000
const SPREAD_MILLISECONDS = 2_000
const SOUND = { languages: [], times: 2, chime: true, volume: 80, hours: [] }
const LOOK = {
  layout: "lines", languages: [], inches: 43, viewing_metres: 8, service_ids: [], counter_id: null, zone: "hall", speaks: false,
}

/**
 * current(): the plan. load(): ask for it, again and again until it comes. see(picture): ask where the picture knows of a
 * change that the plan does not; the displays of a hall not all in the same moment. onChange(): after it came.
 *
 * device: this one, {id, code}. kept: {read(), keep(plan)}: the plan of before. Without any there are the defaults, so that a
 * board whose branch is known shows its calls whatever happens, in the hall's first language; it does not speak, because
 * another one may.
 */
export function makePlan({ api, device, kept, onChange, later = setTimeout, random = Math.random }) {
  let plan = whole(kept.read(), device)
  let isComing = false

  function load() {
    if (isComing) return undefined
    isComing = true
    return ask()
  }

  async function ask() {
    const fresh = await api.get("/displays/me").catch((error) => (console.warn("plan:", error.code), null))
    if (!fresh) return void later(ask, RETRY_MILLISECONDS)
    isComing = false
    kept.keep(fresh)
    plan = whole(fresh, device)
    onChange()
  }

  function see({ plan_seq: seq = null }) {
    if (isComing || seq === plan.plan_seq) return
    isComing = true
    later(ask, random() * SPREAD_MILLISECONDS)
  }

  return { current: () => plan, load, see }
}

/** Kept plans may be those of an older version, or of the device that this browser was before. */
function whole(plan, device) {
  const mine = plan?.device?.id === device?.id ? plan : null
  const { look, sound, media = [], counter_number = null, plan_seq = null, reload_seq = 0, identify_seq = 0 } = mine ?? {}
  const told = { media, counter_number, plan_seq, reload_seq, identify_seq }
  return { device, look: { ...LOOK, ...look }, sound: { ...SOUND, ...sound }, ...told }
}
