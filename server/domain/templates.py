"""Templates of papers: which one counts (rule P5), and who draws them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from server.domain.errors import RuleError
from server.domain.print_jobs import PaperKind


class TemplateBroken(RuleError):
    """A template cannot be printed; details: line and column (from 1, or None), and why."""

    code = "template_broken"


class PressAway(RuleError):
    """The child process that draws papers cannot be started, or is busy for too long."""

    code = "press_away"


@dataclass(frozen=True)
class Sheet:
    """A paper to draw: by a source, or (None) by the built-in template of that name."""

    name: PaperKind
    source: str | None
    slip: Mapping[str, object]
    width: int


class Press(Protocol):
    """Draws papers as the agents print them, outside of this process."""

    def pictures(self, sheets: Sequence[Sheet]) -> list[bytes]:
        """Return each sheet as PNG. Raises TemplateBroken for the first bad one, PressAway."""
        ...

    def built_in(self, name: PaperKind) -> str:
        """Return the source of a template that every hall has."""
        ...


@dataclass(frozen=True)
class Fit:
    """What a template is for: a kind of paper; None: any width, any service, any language."""

    name: PaperKind
    width: int | None = None
    service_id: int | None = None
    language: str | None = None

    def covers(self, paper: "Fit") -> bool:
        """Tell whether a template of this fit may print a paper of that one."""
        return self.name is paper.name and all(
            mine in (None, theirs)
            for mine, theirs in (
                (self.width, paper.width),
                (self.service_id, paper.service_id),
                (self.language, paper.language),
            )
        )

    @property
    def rank(self) -> tuple[bool, bool, bool]:
        """How specific it is: the service counts most, then the language, then the width."""
        return (self.service_id is not None, self.language is not None, self.width is not None)


def most_specific(fits: Iterable[Fit], paper: Fit) -> Fit | None:
    """Return the fit to print a paper by, or None for the built-in template.  Source: P5."""
    return max((fit for fit in fits if fit.covers(paper)), key=lambda fit: fit.rank, default=None)
