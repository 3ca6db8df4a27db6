/** What the kiosk asks of the server, and what of it is kept over a reload (kept.js). */
import { newRequestId } from "#shared/api.js"
import * as flow from "./flow.js"

/**
 * at: {api, kept, now(), get(), change(step, ...given), refresh()}: get() is the state, change() makes the next one.
 * A command is sent when the state says so, so that a second tap sends nothing.
 */
export function makeCommands(at) {
  return {
    take: () => ask(at, () => at.change(flow.take, newRequestId())),
    touchService: (serviceId) => {
      if (flow.isQuick(at.get(), serviceId)) ask(at, () => at.change(flow.takeAtOnce, { serviceId, requestId: newRequestId() }))
      else at.change(flow.lookAt, serviceId)
    },
    withdraw: () => giveBack(at),
    closeTicket: () => (at.change(flow.closeTicket), forgetWhenClosed(at)),
    forgetWhenClosed: () => forgetWhenClosed(at),
    resume: () => resume(at),
  }
}

async function ask(at, change) {
  const before = at.get().sending
  change()
  const { sending } = at.get()
  if (sending && sending !== before) await send(at, sending)
}

async function send(at, touch) {
  at.kept.keepTouch(touch)
  try {
    const ticket = await at.api.post("/tickets", bodyOf(touch))
    const undoFor = undoLength(at, ticket)
    at.kept.keepTicket(ticket, undoFor)
    at.change(flow.ticketCame, ticket, undoFor)
  } catch (error) {
    if (!error.code) throw error
    if (error.code !== "no_connection") at.kept.forget()
    at.change(flow.refused, error)
    at.refresh()
  }
}

function bodyOf({ serviceIds: [first, ...others], language, priorityClass, identity, requestId }) {
  return {
    request_id: requestId, service_id: first, language, priority_class: priorityClass,
    ...(others.length > 0 && { more_service_ids: others }), ...(identity && { identity }),
  }
}

/** Milliseconds for which a ticket that has just come may be given back, by the time that came with it. */
function undoLength(at, ticket) {
  return ticket.undo_until ? Math.max(0, Date.parse(ticket.undo_until) - at.api.serverNow()) : 0
}

async function giveBack(at) {
  const before = at.get().withdrawing
  at.change(flow.withdraw, newRequestId())
  const { withdrawing } = at.get()
  if (!withdrawing || withdrawing === before) return
  try {
    await at.api.post(`/tickets/${withdrawing.ticketId}/withdrawals`, { request_id: withdrawing.requestId })
    at.change(flow.withdrawn)
  } catch (error) {
    if (!error.code) throw error
    at.change(flow.withdrawRefused, error)
  }
  forgetWhenClosed(at)
  at.refresh()
}

/** What is over is not found again by a reload. */
function forgetWhenClosed(at) {
  const { ticket, sending, unheard } = at.get()
  if (!ticket && !sending && !unheard) at.kept.forget()
}

/**
 * The page was loaded anew: a number in hand is shown again, for what is left of its time, a touch under way asked again
 * under its own id. The server's time is not asked: a page that an agent has kept tells an old one.
 */
async function resume(at) {
  const found = at.kept.found()
  if (!found) return
  at.change(flow.resume, found)
  if (found.ticket) return at.change(flow.ticketCameBack, found)
  const { sending } = at.get()
  if (sending) await send(at, sending)
}
