"""A slip of every shipped template in every language, with the catalogues' own words."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from server.languages import LANGUAGES
from server.languages.dates import clock_time, long_date
from server.languages.digits import localised
from server.languages.words import say

SHIPPED = ("ticket", "reprint", "test", "day_slip", "follow_up")
WIDTHS = (576, 384)
TEHRAN = ZoneInfo("Asia/Tehran")
TAKEN = datetime(2026, 11, 22, 6, 53, tzinfo=UTC)
APPOINTMENT = datetime(2026, 12, 1, 5, 30, tzinfo=UTC)
URL = "http://192.168.1.10:8000/t/Zk3xX8w2Qp9LmN4rT7"

HALLS = {
    "fa": "شهرداری تهران، منطقهٔ ۶",
    "en": "Municipality of Tehran, District 6",
    "ar": "بلدية طهران، المنطقة ٦",
    "azb": "تبریز شهرداریلیغی، ۶-جی منطقه",
    "ckb": "شارەوانیی کرماشان، ناوچەی ٦",
}
SERVICES = {
    "fa": ("صدور پروانهٔ ساختمانی", "عوارض نوسازی"),
    "en": ("Building permit", "Renovation tax"),
    "ar": ("رخصة البناء", "رسوم التجديد"),
    "azb": ("تیکینتی ایجازه‌سی", "یئنیله‌مه وئرگیسی"),
    "ckb": ("مۆڵەتی بیناسازی", "باجی نۆژەنکردنەوە"),
}
NOTES = {
    "fa": "اصل سند مالکیت و کارت ملی را بیاورید.",
    "en": "Please bring the title deed and your national ID card.",
    "ar": "يُرجى إحضار سند الملكية وبطاقة الهوية.",
    "azb": "لوطفاً مالکیت سندینی و میللی کارتی گتیرین.",
    "ckb": "تکایە بەڵگەی خاوەندارێتی و کارتی نیشتمانی بهێنن.",
}
COUNTED = (("issued", (41, 87)), ("served", (38, 80)), ("no_shows", (2, 5)), ("waiting", (1, 2)))


def slip(template: str, language: str) -> dict[str, object]:
    """Return the slip as the server would make it."""
    return {**_common(template, language), **PARTS[template](language)}


def several_services(language: str) -> dict[str, object]:
    """Return a ticket for two services that the kiosk gave by itself: all that can stand on one."""
    return slip("ticket", language) | {
        "services": list(SERVICES[language]),
        "number": localised("AK-001", language),
        "ahead": say(language, "paper.ahead_unknown"),
        "range": "",
        "provisional": say(language, "paper.provisional"),
    }


def _common(template: str, language: str) -> dict[str, object]:
    return {
        "template": template,
        "language": language,
        "direction": LANGUAGES[language].direction,
        "hall": HALLS[language],
        "date": long_date(TAKEN, TEHRAN, language),
        "time": clock_time(TAKEN, TEHRAN, language),
        "fingerprint": "7F3C-91BD-20AE",
    }


def _ticket(language: str) -> dict[str, object]:
    return {
        "title": say(language, "paper.title"),
        "number": localised("A-023", language),
        "service": SERVICES[language][0],
        "ahead": say(language, "paper.ahead", count=7),
        "range": say(language, "shared.range", low=12, high=20, count=20),
        "rule": say(language, "paper.rule"),
        "qr": URL,
        "qr_words": say(language, "paper.qr_words"),
    }


def _reprint(language: str) -> dict[str, object]:
    return _ticket(language) | {"reprint": say(language, "paper.reprint")}


def _test(language: str) -> dict[str, object]:
    rule = say(language, "paper.test_rule")
    return {"title": say(language, "paper.test"), "number": "main", "rule": rule, "qr": URL}


def _day_slip(language: str) -> dict[str, object]:
    rows: list[list[str]] = []
    for place, name in enumerate(SERVICES[language]):
        rows.append([f"{'AB'[place]} · {name}", ""])
        rows += [_row(language, key, counts[place]) for key, counts in COUNTED]
    rows += [["", ""], [say(language, "paper.day_total"), ""]]
    rows += [_row(language, key, sum(counts)) for key, counts in COUNTED]
    return {"title": say(language, "paper.day_slip"), "rows": rows}


def _row(language: str, key: str, count: int) -> list[str]:
    return [say(language, f"paper.day_{key}"), localised(str(count), language)]


def _follow_up(language: str) -> dict[str, object]:
    day = long_date(APPOINTMENT, TEHRAN, language)
    time = clock_time(APPOINTMENT, TEHRAN, language)
    return {
        "title": say(language, "paper.follow_up"),
        "number": localised("A-023", language),
        "service": SERVICES[language][0],
        "appointment": say(language, "paper.day_and_time", day=day, time=time),
        "note": NOTES[language],
        "rule": say(language, "paper.follow_up_rule"),
    }


PARTS = {
    "ticket": _ticket,
    "reprint": _reprint,
    "test": _test,
    "day_slip": _day_slip,
    "follow_up": _follow_up,
}
