/** The calls beside media. While nothing is to be played the calls have the board for themselves. */
import { html } from "htm/preact"
import { mediumAfter } from "../media.js"
import { Player } from "../player.js"
import { mediaGain } from "../volume.js"
import { Calls } from "./calls.js"
import { Foot } from "./foot.js"
import { Head } from "./head.js"
import { Panel } from "./panel.js"
import { Recent } from "./side.js"

export function Media({ board }) {
  const { media, playing, now, picture, failed, onMedium, look, speaking, volume } = board
  const medium = media.find((one) => one.id === playing?.id)
  if (!medium) return html`<${Calls} board=${board} />`
  const next = mediumAfter(playing, media, now, { timeZone: picture.branch.time_zone, failed })
  return html`
    <${Head} board=${board} />
    <div class="beside"><${Panel} board=${board} /><${Recent} board=${board} /></div>
    <${Player} medium=${medium} playing=${playing} next=${next} tongues=${board.tongues}
      gain=${mediaGain({ medium, look, speaking, volume })} onMedium=${onMedium} />
    <${Foot} board=${board} />`
}
