// Sends a form with a file, which the JSON door cannot: the same headers, and the same errors.
import { ApiError } from "#shared/api.js"

const BASE = "/api/v1"
// A large video over a poor wire: longer than anybody waits for a press of a button.
const TIMEOUT_MILLISECONDS = 1_800_000

/** Return send(path, fields, onShare): it resolves with the answer's body or throws ApiError; onShare(0 to 1). */
export function makeSending({ language, Request = globalThis.XMLHttpRequest }) {
  return (path, fields, onShare = () => {}) => new Promise((resolve, reject) => {
    const request = new Request()
    request.open("POST", BASE + path)
    request.setRequestHeader("Accept", "application/json")
    request.setRequestHeader("Accept-Language", language())
    request.timeout = TIMEOUT_MILLISECONDS
    request.upload.onprogress = ({ loaded, total }) => onShare(total ? loaded / total : 0)
    request.onload = () => settle(request, resolve, reject)
    request.onerror = request.ontimeout = () => reject(new ApiError({ code: "no_connection" }))
    request.send(formOf(fields))
  })
}

function settle({ status, responseText }, resolve, reject) {
  const body = read(responseText)
  if (body && status < 400) return resolve(body)
  if (typeof body?.error !== "string") return reject(new ApiError({ code: status === 413 ? "too_large" : "no_connection", status }))
  reject(new ApiError({ code: body.error, message: body.message, details: body.details, status }))
}

function read(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function formOf(fields) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}
