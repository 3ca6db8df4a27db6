// The sentences about printers and templates, from plain rows and the words of a language. No DOM here.
import { isolate } from "../sentences.js"

/** Return how a printer is, in words. */
export function stateText({ name, state, seconds }, words) {
  const key = state === "silent" && seconds === null ? "never" : state
  return words.t(`admin.printer.is.${key}`, { printer: isolate(name) })
}

/** Return which kiosks have no paper without it. */
export function printsForText({ kiosks }, words) {
  if (kiosks.length === 0) return words.t("admin.printer.for_staff")
  return words.t("admin.printer.for", { count: kiosks.length, kiosks: kiosks.map(isolate).join(words.t("admin.printer.and")) })
}

export function kindText(name, words) {
  return words.t(`admin.paper.kind.${name}`)
}

/** Return what a template counts for: a service, a language, a width, or everything. */
export function fitText({ width, service_id: serviceId, language }, { services, words }) {
  const parts = [
    serviceId !== null && isolate(words.name(services.find((one) => one.id === serviceId)?.names)),
    language !== null && languageText(language, words),
    width !== null && widthText(width, words),
  ].filter(Boolean)
  return parts.length ? parts.join(words.t("admin.printer.and")) : words.t("admin.paper.for_all")
}

export function languageText(code, words) {
  return words.languages.find((one) => one.code === code)?.name ?? code
}

export function widthText(width, words) {
  return words.t(`admin.paper.width.${width}`)
}

/** Return where and why a template cannot be printed; the engine's own words stand apart. */
export function placeText({ line, column }, words) {
  return line === null ? words.t("admin.paper.broken_somewhere") : words.t("admin.paper.broken_at", { line, column })
}
