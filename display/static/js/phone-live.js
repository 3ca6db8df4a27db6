// What a newer phone has beside the asking of phone.js: a word from the server as soon as something changes.
import { io } from "socket.io-client"

/** The phones of a whole line hear in one moment; they do not all ask in it. */
const SPREAD_MILLISECONDS = 1_000
const { nobatVisit: visit } = window
let asking = null
const socket = io("/visits", { transports: ["websocket"], auth: { token: visit.token }, reconnectionDelayMax: 10_000 })

socket.on("connect", () => {
  visit.live(true)
  visit.changed()
})
socket.on("disconnect", () => visit.live(false))
socket.on("connect_error", () => visit.live(false))
socket.on("changed", () => {
  asking ??= setTimeout(ask, Math.random() * SPREAD_MILLISECONDS)
})

function ask() {
  asking = null
  visit.changed()
}
