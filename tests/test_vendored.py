"""What is vendored is what its makers published."""

from hashlib import sha256
from pathlib import Path

VENDOR = Path(__file__).parents[1] / "server" / "static" / "vendor"


def test_vendored_files_have_the_recorded_hashes() -> None:
    rows = [
        line.split()
        for line in (VENDOR / "VERSIONS").read_text().splitlines()
        if line and not line.startswith("#")
    ]
    recorded = {name: digest for _, _, digest, name in rows}

    found = {name: sha256((VENDOR / name).read_bytes()).hexdigest() for name in recorded}

    assert found == recorded
    assert {path.name for path in VENDOR.glob("*.mjs")} <= recorded.keys()
