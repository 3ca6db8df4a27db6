// What is wrong with a page of the kiosk, as lists of words: run in the page by kiosk_hall.py.
({
  cut() {
    const own = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
    const reached = (one) => {
      const range = document.createRange()
      range.selectNodeContents(one)
      return range.getBoundingClientRect()
    }
    const isOutOf = (box, { left, right, top, bottom }) => {
      return top < box.top - 6 || bottom > box.bottom + 6 || left < box.left || right > box.right
    }
    const isOut = (one) => {
      const { left, right, top, bottom } = reached(one)
      const scrolls = one.closest("[data-testid=about-text]") !== null
      const off = left < -1 || right > innerWidth + 1 || (!scrolls && (top < -1 || bottom > innerHeight + 1))
      const boxes = [one.closest("button"), one.closest(".arch")].filter(Boolean)
      return off || boxes.some((box) => isOutOf(box.getBoundingClientRect(), reached(one)))
    }
    // A line's letters may reach a little out of its box; half a letter is a text that was cut. A big letter that is
    // centred by what is seen has a box of that height alone.
    const isCut = (one) => {
      const { display, fontSize } = getComputedStyle(one)
      if (display === "inline") return false
      const slack = one.matches(".seen-height") ? Infinity : parseFloat(fontSize) / 2
      return one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + slack
    }
    return [...document.querySelectorAll(".kiosk *")]
      .filter((one) => !one.closest("svg") && own(one) && getComputedStyle(one).visibility !== "hidden")
      .filter((one) => isCut(one) || isOut(one))
      .map((one) => `${one.className || one.tagName}: ${one.textContent.trim()}`)
  },

  small(millimetres) {
    const style = getComputedStyle(document.documentElement)
    const least = millimetres * parseFloat(style.getPropertyValue("--mm")) - 0.5
    return this.buttons().filter(([, { width, height }]) => Math.min(width, height) < least)
      .map(([id, { width, height }]) => `${id} ${Math.round(width)}x${Math.round(height)}`)
  },

  high() {
    return this.buttons().filter(([, box]) => box.top < innerHeight / 2).map(([id]) => id)
  },

  covered() {
    const corners = [[0.1, 0.1], [0.9, 0.1], [0.5, 0.5], [0.1, 0.9], [0.9, 0.9]]
    const isBare = (button, { x, y, width, height }) => {
      // An arch has no corners; around it the whole page takes the touch.
      const points = button.matches(".arch") ? [[0.5, 0.5]] : corners
      return points.every(([a, b]) => button.contains(document.elementFromPoint(x + width * a, y + height * b)))
    }
    return this.buttons().filter(([, box, button]) => !isBare(button, box)).map(([id]) => id)
  },

  buttons() {
    const all = [...document.querySelectorAll(".kiosk button")].filter((one) => !one.closest("[inert]"))
    return all.map((one) => [one.dataset.testid, one.getBoundingClientRect(), one])
  },
})
