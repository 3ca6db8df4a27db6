/** Joins a screen to its branch: opens the socket and hands it to the watcher. */
import { io } from "socket.io-client"
import { RECONNECTION, Watcher } from "#shared/watcher.js"

/** A relay lets no socket through: the snapshot alone is asked for, each few seconds. */
const NO_SOCKET = { on() {}, disconnect() {}, active: true }

const DEAF = { onEvent() {}, onStale() {}, onPushless() {}, onRefused() {} }

/**
 * Watch a branch until stop() of the answer is called; refresh() of it asks for the snapshot now, age() tells how many seconds
 * old the picture is, null before the first.
 *
 * onPicture(picture): after the first snapshot and after each change, one call for each event.
 * onEvent(event, picture): each event once, just after its picture.
 * onStale(seconds): each second while the link is lost for long enough to be told; null when it is whole again.
 * onPushless(pushless): the pictures come and the socket does not tell what happens: all that is shown may come late.
 * onRefused(): this screen may not see the branch (any more).
 * relay: the screen comes through the kiosk's own agent; then there are no events.
 */
export function watch({ branchId, api, relay = false, ...heard }) {
  const socket = relay ? NO_SOCKET : io("/screens", { transports: ["websocket"], ...RECONNECTION })
  const watcher = new Watcher({ branchId, api, socket, polls: relay, told: { ...DEAF, ...heard } })
  return { refresh: () => watcher.load(), stop: () => watcher.stop(), age: () => watcher.age }
}
