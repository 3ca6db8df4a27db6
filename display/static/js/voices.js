/** The voices of a hall: clips, decoded once and kept, so that they are there for hours without the server. */
import { spokenIn } from "./spoken/index.js"

const AT_ONCE = 4
const PATIENCE_MILLISECONDS = 15_000

/**
 * load(languages): get what is new of the packs that say these. ready(language, keys, milliseconds): get these clips
 * before all others, if they are not there yet; be done after that time at the latest. buffer(language, key): the clip,
 * null where nobody can say it. speech(notice, language): the same for a free notice.
 */
export function makeVoices({ api, context }) {
  const packs = new Map()

  function pack(language) {
    if (!packs.has(language)) packs.set(language, new Pack({ api, context, language }))
    return packs.get(language)
  }

  return {
    load: (languages) => Promise.all(spokenIn(languages).map((language) => pack(language).load())),
    ready: (language, keys, milliseconds) => Promise.race([pack(language).ready(keys), pause(milliseconds)]),
    buffer: (language, key) => pack(language).sounds.get(key)?.buffer ?? null,
    speech: (notice, language) => loadSound(context, `/api/v1/notices/${notice.id}/speech?language=${language}`),
  }
}

/** clips: as the server lists them; sounds: those that are here; coming: what is asked for just now. */
class Pack {
  clips = {}
  sounds = new Map()
  coming = new Map()

  constructor({ api, context, language }) {
    Object.assign(this, { api, context, language })
  }

  async load() {
    await this.list()
    const waiting = Object.keys(this.clips)
    const work = async () => {
      for (let key = waiting.shift(); key; key = waiting.shift()) if (!this.isHere(key)) await this.fetch(key)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  }

  async ready(keys) {
    const missing = keys.filter((key) => !this.sounds.has(key))
    if (missing.some((key) => !(key in this.clips))) await this.list()
    await Promise.all(missing.map((key) => key in this.clips && this.fetch(key)))
  }

  isHere(key) {
    return this.sounds.get(key)?.url === this.clips[key].url
  }

  list() {
    return this.once("list", async () => {
      try {
        this.clips = (await this.api.get(`/voices/${this.language}`)).clips
      } catch (error) {
        console.warn(`voice ${this.language}:`, error)
      }
    })
  }

  /** A clip that cannot be had leaves the one that was there before. */
  fetch(key) {
    return this.once(`clip ${key}`, async () => {
      const sound = await loadClip(this.context, this.clips[key])
      if (sound) this.sounds.set(key, sound)
    })
  }

  once(name, work) {
    if (!this.coming.has(name)) this.coming.set(name, work().finally(() => this.coming.delete(name)))
    return this.coming.get(name)
  }
}

/** The hall's own recording, or the built-in clip that it stands over (B7). */
async function loadClip(context, { url, fallback_url: fallback }) {
  const buffer = await loadSound(context, url)
  if (buffer) return { url, buffer }
  const second = fallback && (await loadSound(context, fallback))
  return second ? { url: fallback, buffer: second } : null
}

async function loadSound(context, url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS), credentials: "same-origin" })
    return answer.ok ? await context.decodeAudioData(await answer.arrayBuffer()) : null
  } catch (error) {
    console.warn(`sound ${url}:`, error)
    return null
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
