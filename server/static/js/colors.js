/** Black or white, whichever is read better on a colour ("#0B6E78") that a hall chose for its service. */
export function inkOn(color) {
  const light = luminance(color)
  return contrast(1, light) >= contrast(light, 0) ? "#ffffff" : "#000000"
}

function contrast(lighter, darker) {
  return (lighter + 0.05) / (darker + 0.05)
}

/** Relative luminance, WCAG 2.2. */
function luminance(color) {
  const [red, green, blue] = [1, 3, 5].map((start) => linear(parseInt(color.slice(start, start + 2), 16) / 255))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function linear(share) {
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}
