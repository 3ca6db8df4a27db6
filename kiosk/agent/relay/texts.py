"""The few words the relay says by itself."""

from collections.abc import Mapping

FIRST_LANGUAGE = "fa"
ERRORS: Mapping[str, Mapping[str, str]] = {
    "offline_refused": {
        "fa": "اکنون ارتباط با سرور قطع است و این نوبت را نمی‌توان منصفانه داد.",
        "en": "The server is away, and this ticket could not be given fairly.",
    },
    "request_id_reused": {
        "fa": "این شناسهٔ درخواست پیش‌تر برای کار دیگری به کار رفته است.",
        "en": "This request_id named another command.",
    },
    "not_found": {
        "fa": "این نوبت اینجا داده نشده است.",
        "en": "No such ticket was given here.",
    },
    "too_late_to_withdraw": {
        "fa": "دیگر نمی‌توان این نوبت را پس گرفت.",
        "en": "It is too late to take this ticket back.",
    },
    "unauthorised": {
        "fa": "این دستگاه شناخته نیست.",
        "en": "This device is not known.",
    },
    "invalid_request": {
        "fa": "درخواست درست نیست.",
        "en": "The request is not valid.",
    },
    "cross_site": {
        "fa": "این فرمان از صفحهٔ دیگری آمده است.",
        "en": "This command came from a page of another site.",
    },
    "storage_failed": {
        "fa": "چیزی روی دیسک نوشته نشد.",
        "en": "Nothing could be written to the disk.",
    },
}


def error_words(code: str, asked_language: str) -> str:
    """Return the words of an error in the language asked for, the first one unless known."""
    texts = ERRORS[code]
    return texts.get(asked_language[:2]) or texts[FIRST_LANGUAGE]
