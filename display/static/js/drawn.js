/** What sizes the letters have that stand on the board now: the smallest of the called numbers, and of all else. */

export function drawnSizes(root) {
  const smallest = { callPx: null, textPx: null }
  for (const element of elementsWithText(root)) {
    const size = parseFloat(getComputedStyle(element).fontSize)
    const kind = element.closest(".call-number") ? "callPx" : "textPx"
    smallest[kind] = Math.min(smallest[kind] ?? size, size)
  }
  return smallest
}

function elementsWithText(root) {
  const found = new Set()
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode
    if (data.trim() && parentElement.checkVisibility() && !parentElement.closest("[data-aside]")) found.add(parentElement)
  }
  return found
}
