// What the server refused, as plain data; the words come later. No DOM here.

const UNKNOWN_FROM_STATUS = 500

/** Return a refusal that can be kept and shown. A fault of ours is no refusal and goes on up. */
export function refusalOf(error) {
  if (!error.code) throw error
  const details = error.details ?? {}
  const number = details.ticket?.number ?? details.ticket ?? details.number ?? ""
  const clerk = details.clerk?.name ?? details.clerk ?? ""
  return { code: error.code, message: error.message, params: { ...details, number, clerk } }
}

/** Whether the server has surely taken the command and answered it: then its request_id is used up. */
export function isAnswered(error) {
  return error.code !== "no_connection" && error.status < UNKNOWN_FROM_STATUS
}
