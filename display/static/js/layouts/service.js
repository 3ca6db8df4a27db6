/** The zone of one or a few services: their names large, their calls, who waits and how long. */
import { html } from "htm/preact"
import { evenPages, turn } from "../board.js"
import { Foot } from "./foot.js"
import { Head } from "./head.js"
import { Panel } from "./panel.js"
import { Both, Letter, Names } from "./pieces.js"
import { Missed, Recent } from "./side.js"

export function Service({ board }) {
  const { picture, now, room } = board
  const pages = evenPages(picture.services, Math.max(1, room.waits.services))
  const services = pages[turn(pages.length, now)]
  const isWall = room.shape === "wall"
  return html`
    <${Head} board=${board} />
    ${!isWall && html`<${Title} board=${board} services=${services} />`}
    <${Panel} board=${board} />
    <div class="side">
      ${!isWall && html`<${Waits} board=${board} services=${services} />`}
      <${Recent} board=${board} /><${Missed} board=${board} />
    </div>
    <${Foot} board=${board} />`
}

function Title({ board, services }) {
  return html`
    <section class="title">
      ${services.map((service) => html`
        <h2 key=${service.id}>
          <${Letter} service=${service} /><${Names} tongues=${board.tongues} names=${service.names} weight=${700} />
        </h2>`)}
    </section>`
}

function Waits({ board, services }) {
  return html`
    <section class="waits">
      ${services.map((service) => html`
        <${Wait} key=${service.id} tongues=${board.tongues} service=${service} alone=${services.length === 1} />`)}
    </section>`
}

function Wait({ tongues, service, alone }) {
  const count = ({ words }) => words.t("shared.waiting", { count: service.waiting })
  return html`
    <div class="wait" data-testid=${`waiting-${service.code}`}>
      ${!alone && html`<${Letter} service=${service} />`}
      <div class="wait-told">
        <p class="wait-count"><${Both} tongues=${tongues} say=${count} weight=${700} /></p>
        <p class="wait-range"><${Both} tongues=${tongues} say=${({ dates }) => dates.range(service.estimate)} /></p>
      </div>
    </div>`
}
