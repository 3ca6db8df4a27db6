// Files on their way to the server, one after the other; each tells how far it is, or why it was refused. No DOM here.
import { newRequestId } from "#shared/api.js"
import { isAnswered, refusalOf } from "../refusals.js"
import { fileProblem } from "./media.js"
import { uploadAdded, uploadChanged, uploadDropped } from "./state.js"

const LONGEST_NAME = 120

/** show(change): change the room's state; onDone(): a file has arrived; onFailed(error): true when that is dealt with. */
export function makeUploads({ hall, send, show, onDone, onFailed }) {
  const waiting = []
  let isSending = false

  function add(files) {
    for (const file of files) take(file)
    return sendAll()
  }

  function take(file) {
    const upload = { key: newRequestId(), requestId: newRequestId(), file, name: file.name, share: 0, refusal: fileProblem(file) }
    show((state) => uploadAdded(state, upload))
    if (!upload.refusal) waiting.push(upload)
  }

  /** Without an answer the same file goes under the same request_id: it may have arrived. */
  function retry(upload) {
    const again = { ...upload, share: 0, refusal: null, requestId: upload.requestId ?? newRequestId() }
    show((state) => uploadChanged(state, again))
    waiting.push(again)
    return sendAll()
  }

  async function sendAll() {
    if (isSending) return
    isSending = true
    try {
      while (waiting.length) await sendOne(waiting.shift())
    } finally {
      isSending = false
    }
  }

  async function sendOne({ key, requestId, file, name }) {
    const onShare = (share) => show((state) => uploadChanged(state, { key, share }))
    try {
      await send(`/branches/${hall.id}/media`, { request_id: requestId, name: nameOf(name), file }, onShare)
      show((state) => uploadDropped(state, key))
      onDone()
    } catch (error) {
      fail(error, key, requestId)
    }
  }

  function fail(error, key, requestId) {
    const refusal = refusalOf(error)
    if (onFailed(error)) return
    show((state) => uploadChanged(state, { key, share: 0, refusal, requestId: isAnswered(error) ? null : requestId }))
  }

  return { add, retry }
}

/** The file's name without its ending is what people call it. */
function nameOf(name) {
  return (name.replace(/\.[^.]+$/, "") || name).slice(0, LONGEST_NAME)
}
