// The console's entries and who may open them: one row each. Its words are `admin.nav.<name>`.

const SUPERVISORS = ["supervisor", "admin"]
const OVERSEERS = ["supervisor", "inspector", "admin"]

export const ENTRIES = [
  { name: "board", roles: OVERSEERS },
  { name: "day", roles: OVERSEERS },
  { name: "lobby", roles: OVERSEERS },
  { name: "paper", roles: SUPERVISORS },
]

/** Return the entries that somebody may open, in their order. */
export function entriesFor(user) {
  return ENTRIES.filter((entry) => entry.roles.includes(user.role))
}
