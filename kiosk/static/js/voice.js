/**
 * Says a text aloud where the browser has a voice for its language, and always writes it where a screen reader, and
 * whoever looks over the kiosk's shoulder, finds it.
 */
const SPEED = 0.95

export function makeVoice({ region, speech = globalThis.speechSynthesis, loudest }) {
  return {
    say(text, language, volume) {
      region.textContent = text
      document.documentElement.dataset.spoken = text
      speech?.cancel()
      const voice = voiceFor(speech, language)
      if (voice) speech.speak(utterance(text, voice, volume / loudest))
    },
    hush() {
      region.textContent = ""
      delete document.documentElement.dataset.spoken
      speech?.cancel()
    },
  }
}

function voiceFor(speech, language) {
  return speech?.getVoices().find((voice) => voice.lang.split(/[-_]/)[0].toLowerCase() === language)
}

function utterance(text, voice, volume) {
  const said = new SpeechSynthesisUtterance(text.replace(/[\u2066-\u2069]/g, ""))
  return Object.assign(said, { voice, lang: voice.lang, volume, rate: SPEED })
}
