/** Joins a screen to its branch: opens the socket and hands it to the watcher. */
import { io } from "socket.io-client"
import { RECONNECTION, Watcher } from "#shared/watcher.js"

/**
 * Watch a branch until stop() of the answer is called; refresh() of it asks for the snapshot now.
 *
 * onPicture(picture): after the first snapshot and after each change, one call for each event.
 * onEvent(event, picture): each event once, just after its picture.
 * onStale(seconds): each second while the link is lost for long enough to be told; null when it is whole again.
 * onRefused(): this screen may not see the branch (any more).
 */
export function watch({ branchId, api, onPicture, onEvent = () => {}, onStale = () => {}, onRefused = () => {} }) {
  const socket = io("/screens", { transports: ["websocket"], ...RECONNECTION })
  const watcher = new Watcher({ branchId, api, socket, told: { onPicture, onEvent, onStale, onRefused } })
  return { refresh: () => watcher.load(), stop: () => watcher.stop() }
}
