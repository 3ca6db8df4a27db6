"""Devices in a set-up file: kiosks, boards and the agents that print."""

from typing import Self

from pydantic import Field, model_validator

from server.domain.hall import MAIN_PRINTER, DeviceKind
from server.operations.setup_lobby import LookPart
from server.operations.setup_texts import Code, Part


class DevicePart(Part):
    """A screen or an agent.

    A kiosk names the agent that prints for it (`printer-1`, or one printer of it,
    `printer-1/second`), its size, and the letter of its own numbers when the link is cut. A
    display may say how it looks.
    """

    code: Code
    kind: DeviceKind
    prints_on: str | None = None
    inches: float | None = Field(default=None, ge=5, le=100)
    block: str | None = Field(default=None, pattern=r"^[A-Z]$")
    printers: list[Code] = Field(default_factory=list, max_length=20)
    look: LookPart | None = None

    @model_validator(mode="after")
    def _fits_the_kind(self) -> Self:
        if self.prints_on is not None and self.kind is not DeviceKind.KIOSK:
            raise ValueError("only a kiosk prints on an agent")
        for key, value in (("inches", self.inches), ("block", self.block)):
            if value is not None and self.kind is not DeviceKind.KIOSK:
                raise ValueError(f"{key} is for a kiosk only")
        if self.printers and self.kind is not DeviceKind.AGENT:
            raise ValueError("printers is for an agent only")
        if self.look is not None and self.kind is not DeviceKind.DISPLAY:
            raise ValueError("look is for a display only")
        if len(set(self.printers)) < len(self.printers):
            raise ValueError("printers names one twice")
        return self

    @property
    def prints_by(self) -> tuple[str, str] | None:
        """The agent and the printer of a kiosk."""
        if self.prints_on is None:
            return None
        agent, _, printer = self.prints_on.partition("/")
        return agent, printer or MAIN_PRINTER

    @property
    def all_printers(self) -> list[str]:
        """The printers of an agent."""
        return self.printers or [MAIN_PRINTER]
