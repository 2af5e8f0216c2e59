"""Our own icons: path data on a 24 by 24 grid, drawn with a line of 2."""

from functools import lru_cache

from django.utils.html import format_html, format_html_join

ICONEN: dict[str, tuple[str, ...]] = {
    "zoek": ("M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13z", "M15.5 15.5L21 21"),
    "menu": ("M4 6h16", "M4 12h16", "M4 18h16"),
    "sluit": ("M5 5l14 14", "M19 5L5 19"),
    "pijl": ("M4 12h16", "M14 6l6 6l-6 6"),
    "pijl-links": ("M20 12H4", "M10 6l-6 6l6 6"),
    "terug": ("M9 7l-5 5l5 5", "M4 12h10a6 6 0 0 1 6 6"),
    "omlaag": ("M6 9l6 6l6-6",),
    "omhoog": ("M6 15l6-6l6 6",),
    "extern": ("M14 4h6v6", "M20 4l-9 9", "M18 14v6H4V6h6"),
    "plus": ("M12 5v14", "M5 12h14"),
    "info": ("M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z", "M12 11v6", "M12 7v.5"),
    "waarschuwing": ("M12 4L2.5 20h19z", "M12 10v5", "M12 17.4v.3"),
    "gelukt": ("M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z", "M8 12.5l3 3l5.5-6.5"),
    "fout": ("M8 3h8l5 5v8l-5 5H8l-5-5V8z", "M9 9l6 6", "M15 9l-6 6"),
    "vinkje": ("M4 12.5l5.5 5.5L20 7",),
    "bouwsteen": ("M3 10h18v10H3z", "M6 10V6h4v4", "M14 10V6h4v4"),
    "gesprek": ("M3 4h12v9H9l-4 4v-4H3z", "M18 8h3v9h-2v3l-4-3h-4"),
    "thema": ("M3 12V4h8l10 10l-8 8z", "M7.5 8v.5"),
    "document": ("M6 2h8l5 5v15H6z", "M14 2v5h5", "M9 12h7", "M9 16h7"),
    "boek": ("M12 6c-2-2-5-2.5-9-2.5v15c4 0 7 .5 9 2.5c2-2 5-2.5 9-2.5v-15c-4 0-7 .5-9 2.5z", "M12 6v15"),
    "hoofdstuk": ("M5 3h11a3 3 0 0 1 3 3v15H8a3 3 0 0 1-3-3z", "M5 18a3 3 0 0 1 3-3h11", "M9 7.5h6"),
    "voorstel": ("M4 20l1-5L16 4l4 4L9 19z", "M13.5 6.5l4 4"),
    "versie": ("M3 12a9 9 0 1 0 3-6.7", "M3 4v5h5", "M12 7v5l3.5 2"),
    "editie": ("M12 3L2.5 8L12 13l9.5-5z", "M2.5 12.5L12 17.5l9.5-5", "M2.5 17L12 22l9.5-5"),
    "leeraanbod": ("M12 4L1.5 9L12 14l10.5-5z", "M6 11.5V17c3.5 2.7 8.5 2.7 12 0v-5.5", "M22 9.5V16"),
    "hamer": ("M13 6l5 5", "M9 3h6l4 4l-3 3l-2-2l-8.5 8.5l-3-3L11 5z"),
    "klok": ("M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z", "M12 7v5l4 2.5"),
    "kalender": ("M4 5h16v16H4z", "M4 10h16", "M8 2.5V7", "M16 2.5V7"),
    "persoon": ("M12 3.5a4 4 0 1 0 0 8a4 4 0 0 0 0-8z", "M4 21c0-4.5 3.5-7 8-7s8 2.5 8 7"),
    "groep": (
        "M9 4a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7z",
        "M2 20c0-4 3-6 7-6s7 2 7 6",
        "M15.5 4.3a3.5 3.5 0 0 1 0 6.4",
        "M18.5 14.5c2.2.8 3.5 2.6 3.5 5.5",
    ),
    "organisatie": ("M3 21h18", "M5 21V9l7-5l7 5v12", "M9 21v-5h6v5", "M9 12h.01", "M15 12h.01"),
    "rss": ("M5 11a8 8 0 0 1 8 8", "M5 5a14 14 0 0 1 14 14", "M6 18v.01"),
    "link": ("M10 14a4 4 0 0 0 6 0l4-4a4 4 0 0 0-6-6l-1.5 1.5", "M14 10a4 4 0 0 0-6 0l-4 4a4 4 0 0 0 6 6l1.5-1.5"),
    "print": ("M7 9V3h10v6", "M7 17H3V9h18v8h-4", "M7 14h10v7H7z"),
    "download": ("M12 3v12", "M7 11l5 5l5-5", "M4 20h16"),
    "filter": ("M3 5h18l-7 8v6l-4 2v-8z",),
    "inzicht": ("M9 18h6", "M10 21h4", "M12 3a6 6 0 0 0-3.5 10.9V15h7v-1.1A6 6 0 0 0 12 3z"),
    "dilemma": ("M12 4v16", "M8 20h8", "M5 7h14", "M5 7l-3 7h6z", "M19 7l-3 7h6z"),
    "voorbeeld": ("M12 21s-7-6.2-7-11a7 7 0 0 1 14 0c0 4.8-7 11-7 11z", "M12 7.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5z"),
    "vraag": ("M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z", "M9.3 9.5a2.8 2.8 0 1 1 4 2.5c-.9.5-1.3 1-1.3 2", "M12 17v.3"),
    "advies": ("M5 21V4", "M5 5h13l-3 4l3 4H5"),
    "tegengeluid": ("M3 4h18v12h-9l-5 5v-5H3z", "M9 7.5l6 5", "M15 7.5l-6 5"),
    "kanttekening": ("M4 3h16v12l-6 6H4z", "M14 21v-6h6", "M8 8h8", "M8 12h5"),
    "oog": ("M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7z", "M12 9a3 3 0 1 0 0 6a3 3 0 0 0 0-6z"),
    "citaat": ("M4 17V11a5 5 0 0 1 5-5", "M4 12h5v5H4", "M14 17V11a5 5 0 0 1 5-5", "M14 12h5v5h-5"),
}


@lru_cache(maxsize=256)
def icon_svg(naam: str, klasse: str = "") -> str:
    """Return the icon as inline SVG, hidden from screen readers; KeyError for a name we never drew."""
    paths = format_html_join("", '<path d="{}"/>', ((d,) for d in ICONEN[naam]))
    return format_html(
        '<svg class="kb-icoon{}" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"'
        ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        "{}</svg>",
        f" {klasse}" if klasse else "",
        paths,
    )
