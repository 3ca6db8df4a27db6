/**
 * The hall as its visitors find it: what never changes in a day (the guide) joined with what changes by the minute (the
 * picture), and what stands together on one shelf.
 */
export const STANDARD = "standard"
const BARE_RULES = { services_per_ticket: 1, undo_seconds: 20, idle_seconds: 45 }
const NOTHING_TOLD = {
  icon: null, group: null, documents: [], steps: [], minutes: null, fee: null, place: null, in_charge: null, identity: "none",
}
const IDENTITY_KINDS = ["national_id", "phone"]

/** Without a guide the kiosk still gives numbers: the picture alone has all that this needs. */
export function hallOf({ picture, guide }) {
  const told = new Map((guide?.services ?? []).map((service) => [service.id, service]))
  return {
    branch: picture.branch,
    offline: picture.offline === true,
    services: picture.services.map((line) => ({ ...NOTHING_TOLD, ...told.get(line.id), ...line })),
    groups: guide?.groups ?? [],
    classes: guide?.priority_classes ?? [],
    rules: guide?.rules ?? BARE_RULES,
  }
}

export function serviceOf(hall, id) {
  return hall.services.find((service) => service.id === id)
}

export function groupOf(hall, code) {
  return hall.groups.find((group) => group.code === code)
}

/**
 * What stands before a visitor in a group (null: at the first page): [{kind, code, group or service}].
 * roomFor: so many services stand together without any groups, since each group costs its visitors a touch.
 */
export function entriesIn(hall, path, roomFor) {
  if (hall.services.length <= roomFor) return hall.services.map(serviceEntry)
  const groups = hall.groups.filter((group) => group.parent === path).map((group) => groupEntry(hall, group))
  const services = hall.services.filter((service) => homeOf(hall, service) === path).map(serviceEntry)
  return [...groups.filter(Boolean), ...services]
}

function serviceEntry(service) {
  return { kind: "service", code: service.code, service }
}

/** An empty group is not shown; one with a single service is that service. */
function groupEntry(hall, group) {
  const services = servicesUnder(hall, group.code)
  if (services.length === 0) return null
  return services.length === 1 ? serviceEntry(services[0]) : { kind: "group", code: group.code, group, services }
}

function servicesUnder(hall, code) {
  const inner = hall.groups.filter((group) => group.parent === code).flatMap((group) => servicesUnder(hall, group.code))
  return [...hall.services.filter((service) => service.group === code), ...inner]
}

function homeOf(hall, service) {
  return groupOf(hall, service.group) ? service.group : null
}

/** Whether there is something to read or to choose before a number is taken. */
export function hasPage(hall, service) {
  const { documents, steps, fee, place, in_charge: inCharge } = service
  return documents.length + steps.length > 0 || Boolean(fee || place || inCharge) || hall.classes.length > 1
}

/** What the services of one ticket ask of their visitor: the national ID rather than the phone (rule I4). */
export function identityKind(hall, serviceIds) {
  const asked = serviceIds.map((id) => serviceOf(hall, id)?.identity)
  return IDENTITY_KINDS.find((kind) => asked.includes(kind)) ?? "none"
}

/** Why no ticket of a service is given now, or null. */
export function closedWhy(service) {
  return service.issuing && !service.issuing.open ? service.issuing.why : null
}
