// Who may act on the board. The server decides; this only keeps acts away from those it would refuse.

const ACTING = ["supervisor", "admin"]

export function mayAct(user) {
  return ACTING.includes(user.role)
}
