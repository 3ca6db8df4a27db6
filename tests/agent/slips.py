"""Slips as the server makes them."""

URL = "http://192.168.1.10:8000/t/Zk3xX8w2Qp9LmN4rT7"
PERSIAN = {
    "template": "ticket",
    "language": "fa",
    "direction": "rtl",
    "hall": "شهرداری تهران، منطقهٔ ۶",
    "title": "نوبت شما",
    "number": "A-۰۲۳",
    "service": "صدور پروانهٔ ساختمانی",
    "ahead": "۷ نفر پیش از شما",
    "range": "۱۲ تا ۲۰ دقیقه",
    "date": "دوشنبه ۲ آذر ۱۴۰۵",
    "time": "۱۰:۲۳",
    "rule": "نوبت‌دهی به ترتیب ورود و با رعایت اولویت‌های قانونی است؛ هر حرف، صفی جداگانه است.",
    "qr": URL,
    "qr_words": "پیگیری نوبت با گوشی",
    "fingerprint": "7F3C-91BD-20AE",
}
ENGLISH = {
    "template": "ticket",
    "language": "en",
    "direction": "ltr",
    "hall": "Municipality of Tehran, District 6",
    "title": "Your number",
    "number": "A-023",
    "service": "Building permit",
    "ahead": "7 ahead of you",
    "range": "12 to 20 min",
    "date": "Monday 23 November 2026",
    "time": "10:23",
    "rule": "In order of arrival, with legal priorities; each letter has its own line.",
    "qr": URL,
    "qr_words": "Follow it by phone",
    "fingerprint": "7F3C-91BD-20AE",
}
