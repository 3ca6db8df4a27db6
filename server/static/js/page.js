/** What the server wrote into the page (`_page` of server/api/pages.py). */
export const page = JSON.parse(document.getElementById("nobat").textContent)

export function setDocumentLanguage({ language, direction }) {
  document.documentElement.lang = language
  document.documentElement.dir = direction
}

/** Tell the shell that the screen is drawn, so that it stops trying to load it again. */
export function markStarted() {
  document.documentElement.dataset.started = "yes"
}
