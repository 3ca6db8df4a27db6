"""Media to be played in a lobby: a picture, and a video that the browser itself records."""

import base64
from io import BytesIO

from PIL import Image
from playwright.sync_api import Browser

# A square that wanders, and a low tone: two seconds of WebM without a length of its own.
RECORDED = """async (milliseconds) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 180 })
  const draw = canvas.getContext("2d")
  const audio = new AudioContext()
  const tone = audio.createOscillator()
  const out = audio.createMediaStreamDestination()
  tone.connect(out)
  tone.start()
  const streams = [canvas.captureStream(10), out.stream]
  const stream = new MediaStream(streams.flatMap((one) => one.getTracks()))
  const recorder = new MediaRecorder(stream, { mimeType: "video/webm" })
  const parts = []
  recorder.ondataavailable = ({ data }) => parts.push(data)
  const over = new Promise((resolve) => { recorder.onstop = resolve })
  let at = 0
  const drawing = setInterval(() => {
    draw.fillStyle = `hsl(${(at += 20)} 60% 50%)`
    draw.fillRect(at % 300, 20, 80, 80)
  }, 100)
  recorder.start()
  setTimeout(() => recorder.stop(), milliseconds)
  await over
  clearInterval(drawing)
  await audio.close()
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
}"""


def recorded_video(browser: Browser, milliseconds: int = 2_000) -> bytes:
    """Return a WebM of so long, with sound."""
    page = browser.new_page()
    told: str = page.evaluate(RECORDED, milliseconds)
    page.close()
    return base64.b64decode(told)


def garden() -> bytes:
    """Return a picture as a site might upload: a garden, from afar."""
    made, kept = Image.linear_gradient("L").resize((1280, 720)).convert("RGB"), BytesIO()
    made.save(kept, "PNG")
    return kept.getvalue()
