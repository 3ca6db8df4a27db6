/** The view of a screen that belongs to no hall yet: it asks for the code that the server's administrator was given. */
import { html } from "htm/preact"
import { useEffect, useState } from "preact/hooks"
import { asciiDigits } from "#shared/words.js"

const CODE_LENGTH = 8
const GROUP_LENGTH = 4
// The letters of a code (server/security/tokens.py): none that is mistaken for another.
const KEYS = [..."23456789ABCDEFGHJKMNPQRSTUVWXYZ"]

/** keypad: draw keys as well, for a screen with no keyboard. After pairing the page is loaded anew, without the code. */
export function Pairing({ words, api, keypad = false }) {
  const { t } = words
  const [code, setCode] = useState(() => codeInAddress() ?? "")
  const [state, setState] = useState({ busy: false, error: null })

  async function pair(wanted) {
    setState({ busy: true, error: null })
    try {
      await api.postOnce("/devices/pairings", { code: wanted })
      location.replace(addressWithoutCode())
    } catch (error) {
      history.replaceState(null, "", addressWithoutCode())
      setState({ busy: false, error: error.code })
    }
  }

  useEffect(() => void (codeInAddress() && pair(tidyCode(codeInAddress()))), [])

  const submit = (event) => (event.preventDefault(), pair(tidyCode(code)))
  return html`
    <main class="pairing">
      <form class="pairing-card" onSubmit=${submit}>
        <h1>${t("shared.pairing_title")}</h1>
        <p id="pairing-help">${t("shared.pairing_help")}</p>
        <label for="pairing-code">${t("shared.pairing_code")}</label>
        <input id="pairing-code" class="pairing-code number" data-testid="pairing-code" dir="ltr" autocomplete="off"
          spellcheck="false" autofocus aria-describedby="pairing-help" value=${code}
          onInput=${(event) => setCode(tidyCode(event.currentTarget.value))} />
        ${keypad && html`<${Keypad} t=${t} onKey=${(key) => setCode(tidyCode(code + key))}
          onErase=${() => setCode(tidyCode(code.slice(0, -1)))} />`}
        <button class="pairing-send" data-testid="pairing-send" disabled=${state.busy || !isWhole(code)}>
          ${t(state.busy ? "shared.pairing_busy" : "shared.pairing_send")}
        </button>
        <p class="pairing-error" role="alert">${state.error && t(`error.${state.error}`)}</p>
      </form>
    </main>`
}

function Keypad({ t, onKey, onErase }) {
  const keys = KEYS.map((key) => html`<button type="button" key=${key} onClick=${() => onKey(key)}>${key}</button>`)
  return html`
    <div class="pairing-keys" dir="ltr">
      ${keys}
      <button type="button" class="pairing-erase" aria-label=${t("shared.pairing_erase")} onClick=${onErase}>⌫</button>
    </div>`
}

/** "۲۳xy-4567 " -> "23XY-4567": as it is typed, at most one whole code. */
function tidyCode(text) {
  const letters = asciiDigits(text).toUpperCase().replace(/[^0-9A-Z]/g, "").slice(0, CODE_LENGTH)
  const groups = [letters.slice(0, GROUP_LENGTH), letters.slice(GROUP_LENGTH)]
  return groups.filter(Boolean).join("-")
}

function isWhole(code) {
  return code.length === CODE_LENGTH + 1
}

function codeInAddress() {
  return new URLSearchParams(location.search).get("code")
}

function addressWithoutCode() {
  const query = new URLSearchParams(location.search)
  query.delete("code")
  return location.pathname + (query.size ? `?${query}` : "")
}
