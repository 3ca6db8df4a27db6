"""Draws the stored papers anew: `python -m tests.paper.renew`. Look at them before keeping."""

from tests.paper.press import GOLDENS, a_press, golden, papers, store


def main() -> None:
    """Draw all of them, and drop those of papers that are no more."""
    GOLDENS.mkdir(exist_ok=True)
    press, all_papers = a_press(), list(papers())
    for name, slip, width in all_papers:
        store(press, name, slip, width)
    current = {golden(name) for name, _, _ in all_papers}
    for old in set(GOLDENS.glob("*.png")) - current:
        old.unlink()
    print(f"{len(current)} papers in {GOLDENS}")


if __name__ == "__main__":
    main()
