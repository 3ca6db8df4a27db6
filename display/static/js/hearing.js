/** What this display says: the announcer's list, the loudspeaker's turn, and what is remembered of both over a reload. */
import { hearPicture, isTimely, keptAnnouncer, startAnnouncer } from "./announcer.js"
import { keep, readKept } from "./kept.js"
import { makeLoudspeaker } from "./loudspeaker.js"
import { spokenIn } from "./spoken/index.js"
import { makeVoices } from "./voices.js"
import { volumeAt } from "./volume.js"

/**
 * look(): of this display. sound(): of the hall. onChange(): draw again. onSpeaking(item): it is said now; null: it is over.
 * hear(picture): say what is due. load(): the clips that are new. audio(): as in a status.
 */
export function makeHearing({ api, look, sound, onChange, onSpeaking }) {
  const context = new AudioContext()
  const voices = makeVoices({ api, context })
  let announcer = startAnnouncer(readKept("announcer"))
  let picture = null
  const loudspeaker = makeLoudspeaker({
    context, voices, sound, onChange,
    isTimely: (item) => isTimely(item, picture, api.serverNow()),
    volume: () => volumeAt(sound(), api.serverNow(), picture.branch.time_zone),
    onSpeaking: (speaking, item) => (onSpeaking(speaking ? item : null), remember()),
  })
  for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, loudspeaker.wake)

  function hear(fresh) {
    picture = fresh
    const heard = hearPicture(announcer, picture, api.serverNow(), { serviceIds: look().service_ids })
    announcer = heard.announcer
    if (look().speaks) loudspeaker.say(heard.due)
    remember()
  }

  function remember() {
    keep("announcer", keptAnnouncer(announcer, loudspeaker.waiting()))
  }

  return {
    hear,
    load: () => look().speaks && voices.load(spokenIn(sound().languages)),
    wake: loudspeaker.wake,
    isOff: () => look().speaks && loudspeaker.isOff(),
    audio: () => (look().speaks && picture ? loudspeaker.state() : "none"),
  }
}
