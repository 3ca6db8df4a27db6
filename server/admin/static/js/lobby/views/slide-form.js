// The words of a slide: a title and a text in each language of the hall; the first needs a title.
import { html } from "htm/preact"
import { languageText } from "../phrases.js"
import { TextField } from "./fields.js"
import { Send } from "./form-parts.js"

const TITLE = { maxlength: 80, dir: "auto" }
const BODY = { maxlength: 400, dir: "auto" }

export function SlideForm(given) {
  return html`<${SlideFields} ...${given} /><${Send} ...${given} send=${given.words.t("admin.lobby.send.slide")} />`
}

export function SlideFields(given) {
  return html`${given.state.hall.languages.map((code, at) => html`<${Words} key=${code} code=${code} isFirst=${at === 0} ...${given} />`)}`
}

function Words({ code, isFirst, ...given }) {
  const { values, set, words } = given
  const text = values.texts[code] ?? {}
  const write = (part) => (_, value) => set("texts", { ...values.texts, [code]: { ...text, [part]: value } })
  const lacking = () => (isFirst ? given.problem("title") : null)
  return html`<fieldset class="field slide-words"><legend>${languageText(code, words)}</legend>
    <${TextField} ...${given} name=${`title-${code}`} value=${text.title ?? ""} set=${write("title")} problem=${lacking}
      first=${isFirst} more=${{ ...TITLE, lang: code, required: isFirst }} label=${words.t("admin.lobby.field.title")} />
    <${TextField} ...${given} name=${`body-${code}`} value=${text.body ?? ""} set=${write("body")} problem=${() => null}
      long=${true} more=${{ ...BODY, lang: code }} label=${words.t("admin.lobby.field.body")} />
  </fieldset>`
}
