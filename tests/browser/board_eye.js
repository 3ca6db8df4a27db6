// What is wrong with a board, as lists of words: run in the page by the tests of boards.
({
  /** Letters that leave the screen, boxes that are too small for what is in them, texts that lie on one another. */
  faults() {
    return [...this.outside(), ...this.overfull(), ...this.overlapping()]
  },

  outside() {
    return this.texts().filter(({ box: { left, right, top, bottom } }) => {
      return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1
    }).map(({ name }) => `outside: ${name}`)
  },

  /** The page, and every box that cuts off or stands on a ground of its own. */
  overfull() {
    const isBox = (one) => {
      const { overflow, backgroundColor } = getComputedStyle(one)
      return overflow === "hidden" || backgroundColor !== "rgba(0, 0, 0, 0)" || one.matches(".board, .head, .title, .foot, .side, .recent-call")
    }
    return [document.documentElement, ...document.querySelectorAll("#screen *")]
      .filter((one) => !one.closest("svg") && isBox(one) && one.checkVisibility())
      .flatMap((one) => this.leaving(one).map((what) => `${this.nameOf(one)} is too small for ${what}`))
  },

  leaving(one) {
    const outer = one.getBoundingClientRect()
    const texts = this.texts(one).filter(({ box: { left, right, top, bottom } }) => {
      return left < outer.left - 1 || right > outer.right + 1 || top < outer.top - 2 || bottom > outer.bottom + 2
    })
    const wide = one.scrollWidth > one.clientWidth + 1 ? [`${one.scrollWidth} pixels`] : []
    return [...texts.map(({ name }) => name), ...wide]
  },

  overlapping() {
    const texts = this.texts()
    const pairs = texts.flatMap((one, at) => texts.slice(at + 1).map((other) => [one, other]))
    return pairs.filter(([one, other]) => this.meet(one.box, other.box)).map(([one, other]) => `on one another: ${one.name} / ${other.name}`)
  },

  meet(one, other) {
    const width = Math.min(one.right, other.right) - Math.max(one.left, other.left)
    const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
    return width > 1 && height > 1
  },

  /** Every line of letters that stands there, with the room that its letters take, from capitals to the line they stand on. */
  texts(root = document.querySelector("#screen")) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const found = []
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode
      if (!data.trim() || !parentElement.checkVisibility() || parentElement.closest("svg")) continue
      found.push(...this.lines(walker.currentNode).map((box) => ({ box, name: `${this.nameOf(parentElement)} "${data.trim()}"` })))
    }
    return found
  },

  lines(node) {
    const range = document.createRange()
    range.selectNodeContents(node)
    const size = parseFloat(getComputedStyle(node.parentElement).fontSize)
    return [...range.getClientRects()].filter(({ width }) => width).map((rect) => {
      // The font's line reaches from 1.025 em over its letters' ground to 0.537 em under it; most reach 0.72 over it.
      const ground = rect.top + (rect.height * 1.025) / 1.5625
      const under = node.parentElement.closest(".number") ? 0.03 : 0.15
      return { left: rect.left, right: rect.right, top: ground - size * 0.72, bottom: ground + size * under }
    })
  },

  nameOf(one) {
    const block = one.closest("[class]:not(.fit, .both)") ?? one
    return (block.getAttribute("class") ?? block.tagName).trim()
  },
})
