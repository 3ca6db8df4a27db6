/** Draws the medium that is on: an image, a video, a slide. One that cannot be loaded is told of, and skipped. */
import { html } from "htm/preact"
import { useEffect, useRef } from "preact/hooks"
import { ems } from "./fit.js"
import { isLooped } from "./media.js"

/** playing: of mediumOn(). gain: how loud it is, 0 to 1. onMedium: {failed(id), ended(id), measured(id, seconds)}. */
export function Player({ medium, playing, next, tongues, gain, onMedium }) {
  useEffect(() => void (next?.kind === "image" && (new Image().src = next.url)), [next?.id])
  const Kind = KINDS[medium.kind]
  return html`
    <section class="player" data-testid="player" data-medium=${medium.id}>
      <div class="medium" key=${medium.kind === "video" ? `${medium.id} ${playing.since}` : medium.id}>
        ${Kind && html`
          <${Kind} medium=${medium} length=${playing.length} tongues=${tongues} gain=${gain}
            onFailed=${() => onMedium.failed(medium.id)} onEnded=${() => onMedium.ended(medium.id)}
            onMeasured=${(seconds) => onMedium.measured(medium.id, seconds)} />`}
      </div>
    </section>`
}

function Picture({ medium, onFailed }) {
  return html`<img src=${medium.url} alt=${medium.name} onError=${onFailed} />`
}

/** To its end, or again and again where more was wished for. A browser that holds the sound back plays it without. */
function Video({ medium, length, gain, onFailed, onEnded, onMeasured }) {
  const video = useRef(null)
  const muted = gain === 0
  useEffect(() => {
    Object.assign(video.current, { muted, volume: gain })
    video.current.play().catch(() => playMuted(video.current))
  }, [gain])
  const measure = () => onMeasured(video.current.duration)
  return html`
    <video ref=${video} src=${medium.url} muted=${muted} autoplay loop=${isLooped(medium, length)} playsinline
      aria-label=${medium.name} onLoadedMetadata=${measure} onError=${onFailed} onEnded=${onEnded}></video>`
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

/** A text that fills an area: its letters shrink with the root of its length, and with its longest word. */
function fold(text) {
  const longest = Math.max(1, ...(text ?? "").split(/\s+/).map((word) => ems(word)))
  return { "--fold": Math.sqrt(Math.max(1, ems(text ?? "", 500))), "--longest": longest }
}

const KINDS = { image: Picture, video: Video, slide: Slide }
