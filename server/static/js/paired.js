/**
 * For a screen that was refused: if the server no longer knows it, load the page again, which then asks for a code.
 * kind: "kiosk" or "display"; another device paired in the same browser is no help to it.
 */
export async function pairAgain(api, kind, reload = () => location.reload()) {
  const me = await api.get("/me").catch(() => null)
  if (me && !me.devices.some((device) => device.kind === kind)) reload()
}
