"""What the board says, asked of its own modules in node."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

STATIC = Path(__file__).parents[2] / "display" / "static"
PACKS = STATIC / "voices"
LANGUAGES = ("fa", "en", "ar", "azb", "ckb")
LARGEST = 9999
PROGRAM = """
const { callClips, numberKeys } = await import(process.argv[1])
const asked = JSON.parse(await new Response(process.stdin).text())
const numbers = asked.numbers.map((n) => numberKeys(asked.language, n))
const calls = asked.calls.map((call) => callClips(asked.language, call))
console.log(JSON.stringify({ numbers, calls }))
"""

Keys = list[list[str]]


def number_keys(language: str, numbers: Sequence[int]) -> Keys:
    """Return the clips of each number."""
    return _in_node(language=language, numbers=list(numbers), calls=[])["numbers"]


def call_clips(language: str, calls: Sequence[tuple[str, int]]) -> Keys:
    """Return the clips of each call, given as ticket number and counter."""
    asked = [{"number": number, "counterNumber": counter} for number, counter in calls]
    return _in_node(language=language, numbers=[], calls=asked)["calls"]


def words(language: str, numbers: Sequence[int]) -> list[str]:
    """Return each number in words: the texts of its clips."""
    texts = {key: clip["text"] for key, clip in manifest(language)["clips"].items()}
    return [" ".join(texts[key] for key in keys) for keys in number_keys(language, numbers)]


def manifest(language: str) -> dict[str, Any]:
    """Return the manifest of a built-in pack."""
    told: dict[str, Any] = json.loads((PACKS / language / "manifest.json").read_text("utf-8"))
    return told


def _in_node(**asked: Any) -> dict[str, Keys]:
    index = STATIC / "js" / "spoken" / "index.js"
    answer = subprocess.run(
        ["node", "--input-type=module", "-e", PROGRAM, index.as_uri()],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, Keys] = json.loads(answer.stdout)
    return told
