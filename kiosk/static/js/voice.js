/**
 * Says a text aloud, and always writes it where a screen reader, and whoever looks over the kiosk's shoulder, finds it.
 *
 * A kiosk that comes through its own agent is spoken to by that (`sound`, an <audio> element); where that cannot say a
 * language, and without an agent, the browser's own voices speak, if it has one.
 */
const SPEED = 0.95
/** No sentence of ours is so long: a sound that still goes on then is a driver that hangs. */
const LONGEST_MILLISECONDS = 120_000

export function makeVoice({ region, loudest, sound = null, speech = globalThis.speechSynthesis, clock = () => performance.now() }) {
  let said = null

  const byBrowser = () => {
    const voice = said && !said.begun && voiceFor(speech, said.language)
    if (!voice) return
    said.begun = true
    speech.speak(utterance(said, voice))
  }
  const stop = () => {
    said = null
    speech?.cancel()
    sound?.pause()
  }
  // A browser may learn its voices only after the first sentence.
  speech?.addEventListener("voiceschanged", () => { if (!sound || sound.error) byBrowser() })
  sound?.addEventListener("error", byBrowser)

  return {
    say(text, language, volume) {
      write(region, text)
      stop()
      said = { text: text.replace(/[\u2066-\u2069]/g, ""), language, volume: volume / loudest, at: clock(), begun: false }
      if (sound) play(sound, said)
      else byBrowser()
    },
    hush() {
      write(region, "")
      stop()
    },
    /** Whether something is being said at this moment. */
    isSpeaking: () => said !== null && clock() - said.at < LONGEST_MILLISECONDS && (isPlaying(sound) || Boolean(speech?.speaking)),
  }
}

function write(region, text) {
  const { dataset } = document.documentElement
  region.textContent = text
  if (text) dataset.spoken = text
  else delete dataset.spoken
}

/** The next sentence cuts this one off: an element plays one address at a time. */
function play(sound, { text, language, volume }) {
  sound.src = `/agent/speech?${new URLSearchParams({ language, text })}`
  sound.volume = volume
  // What cannot be played is told by the element's own "error"; what was cut off is no trouble.
  sound.play().catch(() => {})
}

function isPlaying(sound) {
  return sound !== null && !sound.paused && !sound.ended && !sound.error
}

function voiceFor(speech, language) {
  return speech?.getVoices().find((voice) => voice.lang.split(/[-_]/)[0].toLowerCase() === language)
}

function utterance({ text, volume }, voice) {
  return Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang, volume, rate: SPEED })
}
