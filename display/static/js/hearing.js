/** What this display says: the announcer's list, the loudspeaker's turn, and what is remembered of both over a reload. */
import { hearPicture, isTimely, keptAnnouncer, startAnnouncer } from "./announcer.js"
import { makeLoudspeaker } from "./loudspeaker.js"
import { makeVoices } from "./voices.js"
import { volumeAt } from "./volume.js"

/**
 * look(): of this display. sound(): of the hall. kept: {read(), keep(announcer)}. onChange(): draw again.
 * onSpeaking(item): it is said now; null: it is over.
 *
 * hear(picture): say what is due. load(): the clips that are new. audio(): as in a status. lastSeq(): the newest seq that it
 * knows of, null before the first picture.
 */
export function makeHearing({ api, look, sound, kept, onChange, onSpeaking, context = new AudioContext() }) {
  const voices = makeVoices({ api, context })
  let announcer = startAnnouncer(kept.read())
  let picture = null
  const volume = () => volumeAt(sound(), api.serverNow(), picture.branch.time_zone)
  const loudspeaker = makeLoudspeaker({
    context, voices, sound, volume, onChange,
    mayBegin: api.isClockSure,
    isTimely: (item) => look().speaks && isTimely(item, picture, api.serverNow()),
    onSpeaking: (speaking, item) => (onSpeaking(speaking ? item : null), remember()),
  })
  for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, loudspeaker.wake)

  function hear(fresh) {
    picture = fresh
    const heard = hearPicture(announcer, picture, api.serverNow(), { serviceIds: look().service_ids, counterId: look().counter_id })
    announcer = heard.announcer
    if (look().speaks) loudspeaker.say(heard.due)
    remember()
  }

  function remember() {
    kept.keep(keptAnnouncer(announcer, loudspeaker.waiting()))
  }

  return {
    hear,
    load: () => look().speaks && voices.load(sound().languages),
    wake: loudspeaker.wake,
    isOff: () => look().speaks && loudspeaker.isOff(),
    audio: () => (look().speaks && picture ? loudspeaker.state() : "none"),
    lastSeq: () => announcer.lastSeq,
  }
}
