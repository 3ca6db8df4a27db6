/**
 * The texts of one language.
 *
 * words: {language: {key: text}}; languages: [LANGUAGE], the first one is the hall's own, with what the server knows of
 * each: {code, name, direction, digits, calendar, months, weekdays, date, sort}.
 * A text with a count may come in forms: `key.zero`, `key.one`, `key.few`... (CLDR names); `key` is the rest.
 */
export function makeWords({ words, language, languages }) {
  const spoken = languages.find((one) => one.code === language) ?? languages[0]
  const catalogues = [spoken, ...languages].map((one) => words[one.code] ?? {})
  const plural = new Intl.PluralRules(knownLocale(spoken.code))
  const digits = (value) => localDigits(value, spoken.digits)

  return {
    language: spoken.code,
    direction: spoken.direction,
    spoken,
    languages,
    digits,
    has: (key) => catalogues.some((catalogue) => catalogue[key]),
    name: (names) => firstName(names, [spoken.code, ...languages.map((one) => one.code)]),
    compare: new Intl.Collator(sortLocale(spoken), { numeric: true }).compare,
    t: (key, params = {}) => fill(firstText(catalogues, forms(key, params.count, plural)) ?? key, params, digits),
  }
}

/** A form that another language has never comes before the plain text of this one. */
function firstText(catalogues, keys) {
  for (const catalogue of catalogues) {
    const key = keys.find((one) => catalogue[one])
    if (key) return catalogue[key]
  }
  return undefined
}

function firstName(names, codes) {
  const code = codes.find((one) => names?.[one])
  return code ? names[code] : (Object.values(names ?? {})[0] ?? "")
}

function forms(key, count, plural) {
  if (typeof count !== "number") return [key]
  const zero = count === 0 ? [`${key}.zero`] : []
  return [...zero, `${key}.${plural.select(count)}`, key]
}

/** Numbers get the language's digits; texts go in as they are. */
function fill(text, params, digits) {
  return text.replace(/\{(\w+)\}/g, (placeholder, name) => {
    const value = params[name]
    if (value === undefined || value === null) return placeholder
    return typeof value === "number" ? digits(value) : String(value)
  })
}

function localDigits(value, tenDigits) {
  const text = String(value)
  return tenDigits ? text.replace(/[0-9]/g, (digit) => [...tenDigits][Number(digit)]) : text
}

/** Plural rules of a language the browser does not know are English's, which have the forms one and other. */
function knownLocale(code) {
  return Intl.PluralRules.supportedLocalesOf([code]).length ? code : "en"
}

/** No browser sorts South Azerbaijani, and few Central Kurdish: the catalogue names whose order serves instead. */
function sortLocale({ code, sort = [code] }) {
  return Intl.Collator.supportedLocalesOf(sort)[0] ?? "en"
}

const ZEROS = [0x06f0, 0x0660]

/** Fold Persian and Arabic-Indic digits to ASCII: what a person typed, ready to be stored. */
export function asciiDigits(text) {
  return text.replace(/[\u06f0-\u06f9\u0660-\u0669]/g, (digit) => {
    const code = digit.codePointAt(0)
    return String(code - ZEROS.find((zero) => code >= zero && code < zero + 10))
  })
}
