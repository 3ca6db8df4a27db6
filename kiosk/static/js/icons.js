/** Small drawings, one line thick, in a square of 24: those a hall names in its set-up, and our own signs. */
import { html } from "htm/preact"

const SUBJECTS = {
  building: "M5 21V5l8-2v18M13 9h6v12M3 21h18M8 8h2M8 12h2M8 16h2M16 13h.01M16 17h.01",
  tax: "M6 3h12v18l-3-2-3 2-3-2-3 2ZM9.5 14.5l5-5M10 10h.01M14 14h.01",
  shop: "M4 10v10h16V10M3 10l2-6h14l2 6a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0M10 20v-5h4v5",
  megaphone: "M4 10v4h3l9 5V5l-9 5ZM8 14.5 9.5 20H12l-1.2-4M19 9.5a4 4 0 0 1 0 5",
  id: "M3 5h18v14H3ZM8.5 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4M5.5 16a3 3 0 0 1 6 0M14.5 9.5H18M14.5 13H18",
  coins: "M9 11c3.3 0 6-1.3 6-3s-2.7-3-6-3-6 1.3-6 3 2.7 3 6 3M3 8v4c0 1.7 2.7 3 6 3M3 12v4c0 1.7 2.7 3 6 3M15 12.5c3.3 0 6 1.1 6 2.7s-2.7 2.8-6 2.8-6-1.2-6-2.8 2.7-2.7 6-2.7M9 15.2V18c0 1.6 2.7 2.8 6 2.8s6-1.2 6-2.8v-2.8",
  water: "M12 3c4 4.8 6.5 8 6.5 11.5a6.5 6.5 0 0 1-13 0C5.5 11 8 7.8 12 3M9 15a3 3 0 0 0 3 3",
  tree: "M12 21v-8M12 16l4-3M12 18l-3-2.5M12 3a5 5 0 0 0-4.7 6.6A4 4 0 0 0 8 17.5h8a4 4 0 0 0 .7-7.9A5 5 0 0 0 12 3M8 21h8",
  road: "M8 3 4 21M16 3l4 18M12 4v3M12 10.5v3M12 17v3.5",
  book: "M12 6c-2-1.5-4.5-2-8-2v14c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2V4c-3.5 0-6 .5-8 2M12 6v14",
  heart: "M12 20.5C6 16 3 12.7 3 9a4.7 4.7 0 0 1 9-2 4.7 4.7 0 0 1 9 2c0 3.7-3 7-9 11.5",
  car: "M4 16v3h3v-2M17 17v2h3v-3M4 17v-4l2-2 1.8-5h8.4L18 11l2 2v4ZM6 11h12M7.5 14h.01M16.5 14h.01",
  house: "M3 11.5 12 4l9 7.5M5.5 9.5V20h13V9.5M10 20v-5.5h4V20",
  key: "M8 15.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 11.5h9v3.5M17.5 11.5v2.5M8 11.5h.01",
  star: "M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9L12 16.9l-5.2 2.8 1-5.9-4.3-4.1 5.9-.8Z",
}

const SIGNS = {
  forward: "m9 5 7 7-7 7",
  previous: "m15 5-7 7 7 7",
  back: "M20 12H5M11 6l-6 6 6 6",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.5 15.5 21 21",
  check: "m5 12.5 5 5L19.5 7",
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6 6 18",
  erase: "M8 5h12v14H8l-6-7ZM11 9.5l5 5M16 9.5l-5 5",
  down: "M12 4v15M5 12l7 7 7-7",
  undo: "M4 9h10a6 6 0 0 1 0 12H9M8 4 3.5 9 8 14",
  hand: "M9 12V5.5a1.6 1.6 0 0 1 3.2 0V11M12.2 11V9.8a1.6 1.6 0 0 1 3.2 0V12M15.4 12v-.8a1.6 1.6 0 0 1 3.2 0V16a6 6 0 0 1-6 6h-.8a6 6 0 0 1-4.6-2.2L3.6 15a1.6 1.6 0 0 1 2.4-2.1L9 16",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5.5l3.5 2.5",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5a6.5 6.5 0 0 1 3.5 5.5",
  stop: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8 12h8",
  warning: "M12 3.5 21.5 20h-19ZM12 10v5M12 17.5h.01",
  link: "M9.5 14.5l5-5M11 7l2-2a4.2 4.2 0 0 1 6 6l-2 2M13 17l-2 2a4.2 4.2 0 0 1-6-6l2-2M4 4l2.5 2.5M17.5 17.5 20 20",
  large: "M2.5 19 8 5l5.5 14M4.5 14.5h7M15 19l3.3-8 3.2 8M16 16.5h4.5",
  contrast: "M12 3a9 9 0 1 0 0 18ZM12 3a9 9 0 0 1 0 18",
  spoken: "M4 9.5v5h3.5l5 4v-13l-5 4ZM16 9a4.5 4.5 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11",
  quieter: "M4 9.5v5h3.5l5 4v-13l-5 4ZM16 12h5",
  louder: "M4 9.5v5h3.5l5 4v-13l-5 4ZM16 12h5M18.5 9.5v5",
}

/** An icon that a hall named; nothing when it named none that we know. */
export function Subject({ name }) {
  return SUBJECTS[name] ? drawing(`subject subject-${name}`, SUBJECTS[name]) : null
}

export function Sign({ name }) {
  return drawing(`sign sign-${name}`, SIGNS[name])
}

function drawing(name, path) {
  return html`<svg class=${name} viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`
}

/** The pointed arch of an iwan: the form behind what a visitor is told first. Used once, by its name, from the CSS. */
export function ArchShape() {
  return html`
    <svg class="shapes" aria-hidden="true">
      <clipPath id="iwan" clipPathUnits="objectBoundingBox">
        <path d="M0 1V.46C0 .3.12.2.28.13.38.087.455.047.5 0 .545.047.62.087.72.13.88.2 1 .3 1 .46V1Z" />
      </clipPath>
    </svg>`
}

export function Crest() {
  return html`
    <svg class="crest" viewBox="0 0 64 64" aria-hidden="true">
      <path d="M32 2 40.8 10.8H53.2V23.2L62 32 53.2 40.8V53.2H40.8L32 62 23.2 53.2H10.8V40.8L2 32 10.8 23.2V10.8H23.2Z" />
      <path d="M32 14 44.7 19.3 50 32 44.7 44.7 32 50 19.3 44.7 14 32 19.3 19.3Z" />
      <circle cx="32" cy="32" r="5" />
    </svg>`
}
