// A busy morning in a hall of eight services and ten counters, as GET /branches/3/board tells it (docs/api.md).

export const NOW = Date.parse("2026-11-23T07:10:00Z")
export const HALL = { id: 3, code: "demo", names: { fa: "شهرداری منطقهٔ ۶", en: "Municipality, District 6" }, time_zone: "Asia/Tehran" }
export const SUPERVISOR = { id: 9, username: "supervisor", name: "حسین مرادی", role: "supervisor", branch_id: 3 }

export const ago = (minutes, seconds = 0) => new Date(NOW - (minutes * 60 + seconds) * 1000).toISOString()

const SERVICES = [
  ["building_permit", "A", "صدور پروانهٔ ساختمانی", "Building permit", "#0B6E78", 12],
  ["renovation_tax", "B", "عوارض نوسازی", "Renovation tax", "#1F4E9E", 6],
  ["business_tax", "C", "عوارض کسب‌وکار", "Business tax", "#7A3E9D", 8],
  ["complaints_137", "D", "رسیدگی به شکایت‌های ۱۳۷", "137 complaints", "#A3441C", 7],
  ["civil_registry", "E", "پیشخوان ثبت احوال", "Civil registry window", "#2F6B3A", 5],
  ["cashier", "F", "صندوق", "Cashier", "#8A5A00", 3],
  ["archive", "G", "بایگانی و نقشه", "Archive and maps", "#5A4A8A", 10],
  ["traffic", "H", "طرح ترافیک", "Traffic permits", "#446622", 5],
].map(([code, letter, fa, en, color, minutes], at) => ({
  id: at + 1, code, letter, names: { fa, en }, color, expected_minutes: minutes, target_minutes: 20, documents: [],
}))

const LINES = [[7, 23, 2, 2], [4, 9, 0, 2], [2, 6, 0, 1], [5, 31, 3, 0], [0, null, 0, 1], [9, 12, 0, 1], [1, 3, 0, 1], [0, null, 0, 0]]
const CLASSES = ["standard", "standard", "elderly", "standard", "veteran"]

const ticketsOf = (service, count, longest) => Array.from({ length: count }, (_, at) => ({
  id: service.id * 100 + at, number: `${service.letter}-${String(20 + at).padStart(3, "0")}`,
  priority_class: CLASSES[at % CLASSES.length], issued_at: ago(Math.max(0, longest - at * 4), 12),
  place: at === 0 && service.id === 6 ? "first" : "by_arrival", for_counter_id: at === 2 && service.id === 1 ? 2 : null,
  resting_until: at === 3 && service.id === 1 ? ago(-4) : null,
}))

const lineOf = (service, [waiting, longest, late, open_counters]) => ({
  service_id: service.id, waiting, oldest_at: longest === null ? null : ago(longest, 12), target_minutes: 20, late, open_counters,
  issuing: service.id === 8 ? { open: false, why: "service_closed" } : { open: true, why: null },
  tickets: ticketsOf(service, waiting, longest ?? 0),
})

const COUNTERS = [
  ["open", "زهرا احمدی", [1], ["A-018", "serving", 9]],
  ["open", "علی رضایی", [1, 2], ["B-011", "called", 0]],
  ["open", "مریم کریمی", [2, 3], ["C-007", "serving", 13]],
  ["paused", "رضا موسوی", [3, 4], null],
  ["closed", null, [4, 5], null],
  ["open", "فاطمه حسینی", [6], ["F-041", "serving", 2]],
  ["open", "سعید قاسمی", [5, 7], null],
  ["open", "نرگس صادقی", [6, 7], null],
  ["closed", null, [8], null],
  ["closed", null, [1, 8], null],
]

const counterOf = ([state, clerk, service_ids, held], at) => ({
  id: at + 1, number: at + 1, state, since: ago(state === "paused" ? 14 : 90), pause_reason: state === "paused" ? "break" : "",
  clerk_id: clerk ? 20 + at : null, clerk, service_ids,
  services: service_ids.map((service_id, rank) => ({ service_id, tier: rank, after_minutes: rank ? 15 : null })),
  express_minutes: null,
  ticket: held && {
    id: 900 + at, number: held[0], service_id: service_ids[0], priority_class: at === 2 ? "elderly" : "standard", state: held[1],
    since: ago(held[2], 23), expected_minutes: SERVICES[service_ids[0] - 1].expected_minutes,
  },
  idle_since: at === 7 ? ago(6) : null, could_serve: at === 7 ? 10 : 0,
})

export const BOARD = {
  seq: 412, now: new Date(NOW).toISOString(),
  branch: { ...HALL, languages: ["fa", "en"], open: true, opens_at: null, closes_at: "2026-11-23T11:00:00Z" },
  closures: [{ id: 5, business_day: "2026-11-23", service_id: 8, reason: "قطع سامانهٔ طرح ترافیک", ended_at: null }],
  help: [
    { id: 31, counter_id: 3, counter_number: 3, clerk: "مریم کریمی", note: "مراجعه‌کننده اعتراض دارد", asked_at: ago(2),
      answered_at: null, answered_by: null, ended_at: null },
    { id: 30, counter_id: 6, counter_number: 6, clerk: "فاطمه حسینی", note: "", asked_at: ago(5),
      answered_at: ago(4), answered_by: "حسین مرادی", ended_at: null },
  ],
  stranded: [{ service_id: 4, counter_id: null, waiting: 5 }],
  printers: [
    { agent_id: 20, agent: "printer-1", printer: "main", state: "ok", reason: "", since: ago(90), kiosks: ["kiosk-1"] },
    { agent_id: 20, agent: "printer-1", printer: "second", state: "paper_low", reason: "", since: ago(3), kiosks: [] },
    { agent_id: 21, agent: "printer-2", printer: "main", state: "silent", reason: "", since: null, kiosks: ["kiosk-2", "kiosk-3"] },
  ],
  lines: SERVICES.map((service, at) => lineOf(service, LINES[at])),
  counters: COUNTERS.map(counterOf),
  held: [
    { id: 801, number: "A-012", service_id: 1, priority_class: "standard", held_at: ago(18), held_for: "counter", counter_id: 1,
      counter_number: 1, clerk: "زهرا احمدی", note: "منتظر کپی مدارک" },
    { id: 802, number: "C-003", service_id: 3, priority_class: "elderly", held_at: ago(41), held_for: "hall", counter_id: null,
      counter_number: null, clerk: "مریم کریمی", note: "" },
  ],
  missed: [
    { id: 701, number: "B-004", service_id: 2, priority_class: "standard", missed_at: ago(22), misses: 1, until: ago(-38) },
    { id: 702, number: "F-019", service_id: 6, priority_class: "standard", missed_at: ago(75), misses: 3, until: null },
  ],
  clerks: [
    { id: 20, name: "زهرا احمدی", counter_number: 1 }, { id: 40, name: "کاوه نادری", counter_number: null },
    { id: 41, name: "لیلا شریفی", counter_number: null },
  ],
  services: SERVICES,
  priority_classes: [
    { code: "standard", names: { fa: "عادی", en: "Standard" }, rate: 1, asks_proof: false, legal_reference: "" },
    { code: "elderly", names: { fa: "سالمند", en: "Elderly" }, rate: 1.5, asks_proof: true, legal_reference: "" },
    { code: "veteran", names: { fa: "ایثارگر", en: "Veteran" }, rate: 2, asks_proof: true, legal_reference: "" },
  ],
  pause_reasons: [
    { code: "break", names: { fa: "استراحت", en: "Break" } }, { code: "prayer", names: { fa: "نماز", en: "Prayer" } },
    { code: "errand", names: { fa: "کار اداری", en: "Office work" } },
  ],
  today: {
    issued: 143, waiting: 28, served: 96, no_shows: 7, cancelled: 3, mean_wait_seconds: 671, mean_service_seconds: 402,
    within_target: 0.83,
  },
}
