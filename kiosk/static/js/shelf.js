/** How many services stand on one page: one column while they are few, two when they are many, then pages. */
const ONE_COLUMN = 6
const TWO_COLUMNS = 10
const ON_A_PAGE = 8

/** Returns {services, columns, page, pages}; the pages are even, so that the last one is not nearly empty. */
export function shelf(services, page) {
  const count = services.length
  if (count <= TWO_COLUMNS) return { services, columns: count <= ONE_COLUMN ? 1 : 2, page: 0, pages: 1 }
  const pages = Math.ceil(count / ON_A_PAGE)
  const size = Math.ceil(count / pages)
  const shown = Math.min(page, pages - 1)
  return { services: services.slice(shown * size, (shown + 1) * size), columns: 2, page: shown, pages }
}
