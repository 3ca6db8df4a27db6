"""A new language is a folder of catalogues and no code: docs/languages.md."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import server
from server.languages import LANGUAGES
from server.languages.words import words

SERVER = Path(server.__file__).parent
CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
TURKISH = {
    "language": {
        "language.place": "9",
        "language.name": "Türkçe",
        "language.direction": "ltr",
        "language.digits": "0123456789",
        "language.calendar": "gregorian",
        "language.months": "Ocak | Şubat | Mart | Nisan | Mayıs | Haziran | Temmuz | Ağustos"
        " | Eylül | Ekim | Kasım | Aralık",
        "language.weekdays": "Pazartesi | Salı | Çarşamba | Perşembe | Cuma | Cumartesi | Pazar",
        "language.date": "{day} {month} {year} {weekday}",
        "language.sort": "tr",
    },
    "paper": {"paper.ahead": "Önünüzde {count} kişi var"},
}
PROGRAM = """
import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo
from server.languages import LANGUAGES
from server.languages.dates import long_date
from server.languages.words import say, words_for
day = long_date(datetime(2026, 11, 22, 9, tzinfo=UTC), ZoneInfo("Asia/Tehran"), "tr")
known = {code: known.whole for code, known in LANGUAGES.items()}
said = [say("tr", "paper.ahead", count=3), say("tr", "kiosk.languages")]
print(json.dumps([known, day, said, words_for("tr", ("paper",))]))
"""


def add_folder(languages: Path, code: str, rooms: dict[str, dict[str, str]]) -> None:
    (languages / code).mkdir()
    for room, texts in rooms.items():
        entries = "\n\n".join(f'msgid "{key}"\nmsgstr "{text}"' for key, text in texts.items())
        (languages / code / f"{room}.po").write_text(CATALOGUE + entries + "\n", "utf-8")


def test_a_folder_of_catalogues_is_a_language(tmp_path: Path) -> None:
    copy = tmp_path / "server"
    shutil.copytree(SERVER / "languages", copy / "languages")
    shutil.copy(SERVER / "__init__.py", copy)
    add_folder(copy / "languages", "tr", TURKISH)

    command = [sys.executable, "-c", PROGRAM]
    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    known, day, said, paper = json.loads(answer.stdout)

    everyone = {code: known.whole for code, known in LANGUAGES.items()} | {"tr": False}
    assert known == everyone
    assert day == "22 Kasım 2026 Pazar"
    assert said == ["Önünüzde 3 kişi var", words("fa")["kiosk.languages"]]
    assert paper["paper.ahead"] == TURKISH["paper"]["paper.ahead"]
    assert paper["paper.rule"] == words("fa")["paper.rule"]
