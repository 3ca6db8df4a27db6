// What this browser remembers of its clerk. A browser may refuse storage; then it lasts as long as the page.

const LANGUAGE = "nobat.counter.language"
const AUTO = "nobat.counter.auto"
const BELL = "nobat.counter.bell"
const PAPERS = "nobat.counter.papers"
const SLIP = "nobat.counter.slip"

export const keptLanguage = () => read("localStorage", LANGUAGE)
export const keepLanguage = (code) => write("localStorage", LANGUAGE, code)
export const keptAuto = () => read("localStorage", AUTO) === true
export const keepAuto = (on) => write("localStorage", AUTO, on)
export const keptBell = () => read("localStorage", BELL) === true
export const keepBell = (on) => write("localStorage", BELL, on)
/** Of this window alone: they end with it. */
export const keptPapers = () => read("sessionStorage", PAPERS) ?? []
export const keepPapers = (papers) => write("sessionStorage", PAPERS, papers)
export const keptSlip = () => read("sessionStorage", SLIP)
export const keepSlip = (slip) => write("sessionStorage", SLIP, slip)

function read(place, key) {
  try {
    return JSON.parse(globalThis[place].getItem(key))
  } catch {
    return null
  }
}

function write(place, key, value) {
  try {
    globalThis[place].setItem(key, JSON.stringify(value))
  } catch {
    return
  }
}
