// The three lists beside the lines: held, missed, finished today. No DOM here.

export const TABS = ["held", "missed", "finished"]
const ACT_OF = { held: "resume", missed: "rejoin", finished: "reopen" }

/** still: somebody points at the rows or walks through them, so they must not move. */
export function startLists() {
  return { tab: TABS[0], still: false, rows: { held: [], missed: [], finished: [] } }
}

export function withTab(lists, tab, desk) {
  return { ...lists, tab, still: false, rows: freshRows(desk) }
}

export function withStill(lists, still, desk) {
  if (still === lists.still) return lists
  return { ...lists, still, rows: still ? lists.rows : freshRows(desk) }
}

export function listsAfter(lists, desk) {
  const fresh = freshRows(desk)
  if (!lists.still) return { ...lists, rows: fresh }
  const rows = TABS.map((tab) => [tab, steadyRows(lists.rows[tab], fresh[tab])])
  return { ...lists, rows: Object.fromEntries(rows) }
}

/** Keep every row where it is: one that is gone stays, marked; a new one comes at the end. */
export function steadyRows(shown, fresh) {
  const byId = new Map(fresh.map((row) => [row.id, row]))
  const kept = shown.map((row) => byId.get(row.id) ?? { ...row, gone: true })
  const known = new Set(shown.map((row) => row.id))
  return [...kept, ...fresh.filter((row) => !known.has(row.id))]
}

/** Return what pressing a row does now, or null; now: ms. */
export function actOfRow(tab, row, desk, now) {
  if (row.gone) return null
  const may = {
    held: () => row.held_for === "hall" || row.counter_id === desk.counter?.id,
    missed: () => row.until !== null && Date.parse(row.until) >= now,
    finished: () => row.reopen_until !== null && Date.parse(row.reopen_until) > now,
  }
  return may[tab]() ? ACT_OF[tab] : null
}

function freshRows(desk) {
  return Object.fromEntries(TABS.map((tab) => [tab, desk[tab]]))
}
