/** A text that may be longer than its place: a finger pushes it, and a button says that there is more and shows it. */
import { html } from "htm/preact"
import { useEffect, useRef, useState } from "preact/hooks"
import { Sign } from "./icons.js"

const PART = 0.8

/** subject: what the text is about; another one begins at its top. */
export function Scroller({ words, subject, children }) {
  const text = useRef(null)
  const [more, setMore] = useState(false)
  const look = () => setMore(isMoreBelow(text.current))
  useEffect(look)
  useEffect(() => void (text.current.scrollTop = 0), [subject])
  const readOn = () => text.current.scrollBy({ top: text.current.clientHeight * PART, behavior: "smooth" })
  return html`
    <div class=${more ? "scroller scroller-more" : "scroller"}>
      <div class="about-text" data-testid="about-text" tabindex=${more ? 0 : -1} ref=${text} onScroll=${look}>${children}</div>
      ${more && html`<button class="read-on" data-testid="read-on" aria-label=${words.t("kiosk.read_on")} onClick=${readOn}><${Sign} name="down" /></button>`}
    </div>`
}

function isMoreBelow({ scrollHeight, scrollTop, clientHeight }) {
  return scrollHeight - scrollTop - clientHeight > 4
}
