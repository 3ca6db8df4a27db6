// What this browser remembers of its person. A browser may refuse storage; then it lasts as long as the page.

const LANGUAGE = "nobat.admin.language"
const MUTED = "nobat.admin.muted"

export const keptLanguage = () => read(LANGUAGE)
export const keepLanguage = (code) => write(LANGUAGE, code)
export const keptMuted = () => read(MUTED) === "yes"
export const keepMuted = (muted) => write(MUTED, muted ? "yes" : "no")

function read(key) {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, value)
  } catch {
    return
  }
}
