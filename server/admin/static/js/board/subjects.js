// What an act is about: its id, the name its button goes by in tests, and what the sentences about it name. No DOM here.
import { isolate } from "../sentences.js"

export function counterSubject({ id, number }) {
  return { id, slug: number, told: { counter: number } }
}

export function ticketSubject({ id, number, serviceId }) {
  return { id, slug: number, serviceId, told: { number } }
}

export function helpSubject({ id, counterNumber, clerk }) {
  return { id, slug: counterNumber, told: { counter: counterNumber, clerk } }
}

export function serviceSubject(service, words) {
  return { id: service.id, slug: service.code, told: { service: isolate(words.name(service.names)) } }
}

export function hallSubject(branch, words) {
  return { id: branch.id, slug: "hall", told: { service: isolate(words.name(branch.names)) } }
}

/** A printer's id is its agent's and its own, as they stand in the address. */
export function printerSubject({ agentId, code, name }) {
  return { id: `${agentId}/${code}`, slug: name.replace("/", "-"), told: { printer: isolate(name) } }
}

/** Opening again what was closed; of: the subject of what was closed. */
export function closureSubject(closure, of) {
  return { id: closure.id, slug: of.slug, told: of.told }
}
