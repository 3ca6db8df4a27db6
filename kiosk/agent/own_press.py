"""Draws by a hall's own templates, which may be endless, enormous, or merely wrong."""

import base64
import io
import sys
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from PIL import Image

from kiosk.agent.paper import SlipUnprintable
from kiosk.agent.press_child import TOO_LARGE, TOO_SLOW, PressChild

DRAWN_WITHIN_SECONDS = 5.0
LET_ALONE_SECONDS = 600.0  # after it has ended the press: a hall's paper must not wait each time


class OwnPress:
    """The press of one printer's thread."""

    def __init__(
        self, templates: Path, fonts: Path, within_seconds: float = DRAWN_WITHIN_SECONDS
    ) -> None:
        module = "kiosk.agent.modest_press"
        self.child = PressChild((sys.executable, "-m", module, str(templates), str(fonts)))
        self._within_seconds = within_seconds
        self._let_alone: dict[str, float] = {}

    def bitmap(self, slip: Mapping[str, object], width: int, source: str) -> Image.Image:
        """Return the paper, one bit a dot. Raises SlipUnprintable, PressNotStarted."""
        mark = sha256(source.encode()).hexdigest()
        if time.monotonic() < self._let_alone.get(mark, 0.0):
            raise SlipUnprintable("it was too much for the press a while ago")
        sheet = {"slip": dict(slip), "width": width, "source": source}
        answer = self.child.ask({"sheets": [sheet], "seconds": self._within_seconds})
        if "fault" not in answer:
            return Image.open(io.BytesIO(base64.b64decode(answer["pictures"][0])))
        why = answer["fault"]["message"]
        if why in (TOO_SLOW, TOO_LARGE):
            self._let_alone[mark] = time.monotonic() + LET_ALONE_SECONDS
        raise SlipUnprintable(why)

    def close(self) -> None:
        """End the child."""
        self.child.end()
