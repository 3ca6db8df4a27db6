/** One service before a number of it is taken: what to bring, how it goes, how long and how much; then one large act. */
import { html } from "htm/preact"
import { mayAddService, serviceOf } from "./flow.js"
import { Sign, Subject } from "./icons.js"
import { Scroller } from "./scroller.js"
import { Letter } from "./services.js"
import { factsOf, isEnding, lastTicketText, noticeText, takeText, waitText } from "./texts.js"

export function ServicePage(shared) {
  const { words, state, hall, act } = shared
  const service = serviceOf(hall, state.wish.looking)
  if (!service) return null
  return html`
    <article class="told about" data-testid="about">
      <header class="about-title">
        <${Letter} service=${service} />
        <h2><bdi>${words.name(service.names)}</bdi></h2>
        <${Subject} name=${service.icon} />
      </header>
      <${Line} ...${shared} service=${service} />
      <${Scroller} words=${words} subject=${service.id}>
        <${List} words=${words} title="kiosk.documents" texts=${service.documents} sign />
        <${List} words=${words} title="kiosk.steps" texts=${service.steps} />
        <${Facts} ...${shared} service=${service} />
      <//>
    </article>
    <div class="acts wish">
      ${state.notice && html`<p class="warned" role="alert">${noticeText(words, state.notice)}</p>`}
      <${Together} ...${shared} />
      <${Classes} ...${shared} />
      <button class="take" data-testid="take" aria-busy=${Boolean(state.sending)} onClick=${act.take}>${takeText(shared)}</button>
      <div class="beside">
        <button data-testid="back" onClick=${act.goBack}><${Sign} name="back" />${words.t("kiosk.back")}</button>
        ${mayAddService(state) && html`
          <button data-testid="add-service" onClick=${act.addService}><${Sign} name="plus" />${words.t("kiosk.add_service")}</button>`}
      </div>
    </div>`
}

function Line({ service, ...shared }) {
  const { words } = shared
  const until = lastTicketText(shared, service)
  const ending = isEnding(shared, service)
  return html`
    <ul class="about-line" data-testid="line">
      <li><${Sign} name="people" /><span>${words.t("shared.waiting", { count: service.waiting })}</span></li>
      ${service.estimate && html`<li><${Sign} name="clock" /><span>${waitText(shared, service.estimate)}</span></li>`}
      ${until && html`
        <li class=${ending ? "until" : ""}><${Sign} name=${ending ? "warning" : "clock"} /><span>${until}</span></li>`}
    </ul>`
}

function List({ words, title, texts, sign = false }) {
  if (texts.length === 0) return null
  return html`
    <section class=${sign ? "list list-of-things" : "list list-of-steps"}>
      <h3>${words.t(title)}</h3>
      <ol>
        ${texts.map((names, at) => html`
          <li key=${at}>${sign ? html`<${Sign} name="check" />` : html`<b>${words.digits(at + 1)}</b>`}<bdi>${words.name(names)}</bdi></li>`)}
      </ol>
    </section>`
}

function Facts({ service, ...shared }) {
  return html`
    <dl class="facts">
      ${factsOf(shared, service).map(({ key, title, text }) => html`<div key=${key}><dt>${title}</dt><dd><bdi>${text}</bdi></dd></div>`)}
    </dl>`
}

/** What is on the same number already. */
function Together({ words, state, hall, act }) {
  const { serviceIds } = state.wish
  if (serviceIds.length === 0) return null
  return html`
    <div class="together" data-testid="together">
      <p>${words.t("kiosk.together")}</p>
      ${serviceIds.map((id) => serviceOf(hall, id)).filter(Boolean).map((service) => html`
        <button key=${service.id} data-testid=${`remove-${service.code}`} onClick=${() => act.removeService(service.id)}
          aria-label=${words.t("kiosk.remove", { service: words.name(service.names) })}>
          <${Letter} service=${service} /><bdi>${words.name(service.names)}</bdi><${Sign} name="close" />
        </button>`)}
    </div>`
}

/** Priority by choice: whoever the law puts forward says so here, and shows the proof at the counter. */
function Classes({ words, state, hall, act }) {
  if (hall.classes.length < 2) return null
  const chosen = hall.classes.find((one) => one.code === state.wish.priorityClass)
  return html`
    <fieldset class="classes">
      <legend class=${chosen?.asks_proof ? "proof" : ""}>${words.t(chosen?.asks_proof ? "kiosk.proof" : "kiosk.priority")}</legend>
      <div>
        ${hall.classes.map(({ code, names }) => html`
          <button key=${code} type="button" data-testid=${`class-${code}`} aria-pressed=${code === state.wish.priorityClass}
            onClick=${() => act.chooseClass(code)}><bdi>${words.name(names)}</bdi></button>`)}
      </div>
    </fieldset>`
}
