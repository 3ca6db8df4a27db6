// Whole sentences of the console, from plain data and the words of a language. No DOM here.

/** Keep a name or a text that somebody wrote whole inside a line of the other direction. */
export function isolate(text) {
  return `\u2068${text}\u2069`
}

export function numberText(number, words) {
  return `\u2066${words.digits(number)}\u2069`
}

/** Return what a refusal says: the console's own words first, then the shared ones, then the server's. */
export function refusalText({ code, message, params }, words) {
  const key = [`admin.refused.${code}`, `error.${code}`].find(words.has)
  if (key) return words.t(key, spoken(params, words))
  return message || words.t("admin.refused.internal_error")
}

/** Return the parameters of a text, with numbers and names kept whole. */
export function spoken({ number, clerk, reason, ...rest }, words) {
  return {
    ...rest,
    number: numberText(number ?? "", words),
    clerk: isolate(clerk ?? ""),
    reason: isolate(reason ?? ""),
  }
}
