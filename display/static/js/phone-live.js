// What a newer phone has beside the asking of phone.js: a word from the server as soon as something changes.
import { io } from "socket.io-client"

const { nobatVisit: visit } = window
const socket = io("/visits", { transports: ["websocket"], auth: { token: visit.token }, reconnectionDelayMax: 10_000 })

socket.on("connect", () => {
  visit.live(true)
  visit.changed()
})
socket.on("disconnect", () => visit.live(false))
socket.on("connect_error", () => visit.live(false))
socket.on("changed", visit.changed)
