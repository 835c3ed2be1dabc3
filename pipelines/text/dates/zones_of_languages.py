"""Zones by language, for times that name none on pages of which nothing else is known.

Only languages whose papers nearly all appear in one zone are here; English, French, Spanish, Portuguese, Russian,
Arabic and Chinese ones appear in many. What is assumed is always said in ``assumed_zone``.
"""

ZONES = {
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "de": "Europe/Berlin",  # Vienna and Zurich keep the same time
    "it": "Europe/Rome",
    "nl": "Europe/Amsterdam",  # and Brussels
    "pl": "Europe/Warsaw",
    "cs": "Europe/Prague",
    "sk": "Europe/Bratislava",
    "hu": "Europe/Budapest",
    "sl": "Europe/Ljubljana",
    "hr": "Europe/Zagreb",
    "da": "Europe/Copenhagen",
    "sv": "Europe/Stockholm",
    "nb": "Europe/Oslo",
    "nn": "Europe/Oslo",
    "no": "Europe/Oslo",
    "fi": "Europe/Helsinki",
    "et": "Europe/Tallinn",
    "lv": "Europe/Riga",
    "lt": "Europe/Vilnius",
    "el": "Europe/Athens",
    "bg": "Europe/Sofia",
    "uk": "Europe/Kyiv",
    "tr": "Europe/Istanbul",
    "he": "Asia/Jerusalem",
    "th": "Asia/Bangkok",
    "vi": "Asia/Ho_Chi_Minh",
    "is": "Atlantic/Reykjavik",
}
