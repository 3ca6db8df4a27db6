import { html } from "htm/preact"
import { Foot } from "./foot.js"
import { Lines } from "./lines.js"
import { Lists } from "./lists.js"
import { Sheet } from "./sheet.js"
import { Top } from "./top.js"
import { Visitor } from "./visitor.js"

export function Desk(props) {
  return html`<div class="desk">
    <${Top} ...${props} />
    <main class="desk-main">
      <${Visitor} ...${props} />
      <div class="beside"><${Lines} ...${props} /><${Lists} ...${props} /></div>
    </main>
    <${Foot} ...${props} />
    <${Sheet} ...${props} />
  </div>`
}
