// The printers of a hall (PRINTER in docs/api.md) as rows: which are in trouble, and how badly. No DOM here.
import { secondsBetween } from "../board/named.js"

// What a state asks for: nothing, a look soon, or somebody now.
const TROUBLE = {
  ok: null, unknown: null, paper_low: "soon",
  paper_out: "now", cover_open: "now", offline: "now", mute: "now", error: "now", silent: "now",
}

export function printersIn(printers, now) {
  return printers.map((printer) => ({
    agentId: printer.agent_id,
    code: printer.printer,
    name: `${printer.agent}/${printer.printer}`,
    state: printer.state,
    trouble: TROUBLE[printer.state],
    seconds: printer.since === null ? null : secondsBetween(printer.since, now),
    kiosks: printer.kiosks,
  }))
}
