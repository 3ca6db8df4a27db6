// A narrow window has no room beside the visitor: the lists come as a sheet.
import { html } from "htm/preact"
import { Lists } from "./lists.js"
import { Notice } from "./parts.js"

export function ListSheet(props) {
  return html`<div class="sheet-body"><${Lists} ...${props} />
    <${Notice} notice=${props.state.notice} words=${props.words} dates=${props.dates} /></div>`
}
