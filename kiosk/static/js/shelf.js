/** How what a visitor may choose is laid out: few in one column, more in two, and then page by page. */

/**
 * Returns {entries, columns, page, pages}. room: {columns, rows, rowsOverBar}; bar: something else stands under the
 * shelf anyway. The pages are even and their rows whole, so that the last page is not nearly empty and no hole gapes.
 */
export function shelf(entries, page, room, bar = false) {
  const count = entries.length
  const rows = bar ? room.rowsOverBar : room.rows
  const columns = count <= Math.min(rows, room.oneColumn) ? 1 : room.columns
  if (count <= rows * columns) return { entries, columns, page: 0, pages: 1 }
  const pages = Math.ceil(count / (room.rowsOverBar * room.columns))
  const size = Math.ceil(count / pages / room.columns) * room.columns
  const shown = Math.min(page, pages - 1)
  return { entries: entries.slice(shown * size, (shown + 1) * size), columns: room.columns, page: shown, pages }
}
