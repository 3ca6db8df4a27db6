/** Draws the medium that is on: an image, a video, a slide. One that cannot be loaded is told of, and skipped. */
import { html } from "htm/preact"
import { useEffect, useRef } from "preact/hooks"
import { ems } from "./fit.js"

/** silent: something is being said (D6). */
export function Player({ medium, since, next, tongues, silent, onFailed, onEnded }) {
  useEffect(() => void (next?.kind === "image" && (new Image().src = next.url)), [next?.id])
  const Kind = KINDS[medium.kind]
  return html`
    <section class="player" data-testid="player" data-medium=${medium.id}>
      <div class="medium" key=${medium.kind === "video" ? `${medium.id} ${since}` : medium.id}>
        ${Kind && html`
          <${Kind} medium=${medium} tongues=${tongues} silent=${silent}
            onFailed=${() => onFailed(medium.id)} onEnded=${() => onEnded(medium.id)} />`}
      </div>
    </section>`
}

function Picture({ medium, onFailed }) {
  return html`<img src=${medium.url} alt=${medium.name} onError=${onFailed} />`
}

/** With seconds of its own it goes on for so long, else to its end. A browser that holds the sound back plays it without. */
function Video({ medium, silent, onFailed, onEnded }) {
  const video = useRef(null)
  const muted = silent || !medium.sound
  useEffect(() => {
    video.current.muted = muted
    video.current.play().catch(() => playMuted(video.current))
  }, [muted])
  const loops = medium.seconds !== null
  return html`
    <video ref=${video} src=${medium.url} muted=${muted} autoplay loop=${loops} playsinline aria-label=${medium.name}
      onError=${onFailed} onEnded=${onEnded}></video>`
}

function playMuted(video) {
  if (!video || video.error) return
  video.muted = true
  video.play().catch((error) => console.warn("video:", error))
}

/** In the languages of the board that it is written in; where it has none of them, in whatever it has. */
function Slide({ medium, tongues }) {
  const written = tongues.map(({ words }) => [words.language, words.direction]).filter(([language]) => medium.texts[language])
  const told = written.length ? written : [[Object.keys(medium.texts)[0], "auto"]]
  return html`
    <div class=${`slide slide-in-${told.length}`}>
      ${told.map(([language, direction]) => html`
        <div key=${language} lang=${language} dir=${direction}>
          <h2 style=${fold(medium.texts[language].title)}>${medium.texts[language].title}</h2>
          <p style=${fold(medium.texts[language].body)}>${medium.texts[language].body}</p>
        </div>`)}
    </div>`
}

/** A text that fills an area: its letters shrink with the root of its length. */
function fold(text) {
  return { "--fold": Math.sqrt(Math.max(1, ems(text ?? "", 500))) }
}

const KINDS = { image: Picture, video: Video, slide: Slide }
