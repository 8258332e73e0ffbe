# ruff: noqa: E501 - a drawing is one line
"""Our own icons: the inside of a 24 × 24 drawing, one line width, in the colour of the text beside it.

Always decoration: the word beside it carries the meaning, so every icon is hidden from screen readers.
"""

from django.utils.safestring import mark_safe

_GEZICHT = '<circle cx="12" cy="12" r="9.5"/>'
_OGEN = '<path d="M8.6 9.6v.4M15.4 9.6v.4" stroke-width="2.6"/>'

TEKENINGEN = {
    "vinkje": '<path d="m5 12.5 4.6 4.6L19 7.6"/>',
    "kruis": '<path d="M6 6l12 12M18 6 6 18"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "streep": '<path d="M6 12h12"/>',
    "stip": '<circle cx="12" cy="12" r="4" fill="currentColor" stroke="none"/>',
    "waarschuwing": '<path d="M12 3.6 2.4 20.2h19.2zM12 10v4.4M12 17.3v.1"/>',
    "fout": '<path d="M8.3 2.8h7.4l5.5 5.5v7.4l-5.5 5.5H8.3l-5.5-5.5V8.3zM12 7.5v5.2M12 16.3v.1"/>',
    "info": '<circle cx="12" cy="12" r="9.2"/><path d="M12 11v5.6M12 7.5v.1"/>',
    "klok": '<circle cx="12" cy="12" r="9"/><path d="M12 6.8V12l3.4 2.2"/>',
    "vlag": '<path d="M6 21V4M6 4.5h11l-2.4 4L17 12.5H6"/>',
    "agenda": '<rect x="3.5" y="5" width="17" height="15.5" rx="2"/><path d="M3.5 10h17M8 2.8V6.5M16 2.8V6.5"/>',
    "pijl_rechts": '<path d="M4.5 12h15M13.5 6l6 6-6 6"/>',
    "pijl_links": '<path d="M19.5 12h-15M10.5 6l-6 6 6 6"/>',
    "omhoog": '<path d="M12 19.5v-15M6 10.5l6-6 6 6"/>',
    "omlaag": '<path d="M12 4.5v15M6 13.5l6 6 6-6"/>',
    "hoek_omlaag": '<path d="m6 9.5 6 6 6-6"/>',
    "hoek_rechts": '<path d="m9.5 6 6 6-6 6"/>',
    "potlood": '<path d="m4 20 1-4.6L16.4 4a2 2 0 0 1 2.8 0l.8.8a2 2 0 0 1 0 2.8L8.6 19z M14.5 6l3.5 3.5"/>',
    "prullenbak": '<path d="M4 6.5h16M9 6.5V4h6v2.5M6 6.5l1 14h10l1-14M10 10.5v6M14 10.5v6"/>',
    "download": '<path d="M12 3.5v12M6.5 10.5l5.5 5.5 5.5-5.5M4 20.5h16"/>',
    "upload": '<path d="M12 16V4M6.5 9 12 3.5 17.5 9M4 20.5h16"/>',
    "document": '<path d="M6 2.8h8l4.5 4.5v14H6zM13.5 2.8v5h5M9 12.5h6.5M9 16.5h6.5"/>',
    "persoon": '<circle cx="12" cy="8" r="4.2"/><path d="M4 20.8c.8-4.3 4-6.3 8-6.3s7.2 2 8 6.3"/>',
    "personen": '<circle cx="9" cy="8.5" r="3.7"/><path d="M2.5 20c.6-4 3.1-5.8 6.5-5.8s5.9 1.8 6.5 5.8M16 5.2a3.6 3.6 0 0 1 0 6.8'
    'M18 14.8c2 .8 3.2 2.5 3.6 5.2"/>',
    "slot": '<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V7.5a4 4 0 0 1 8 0v3M12 14.5v2.5"/>',
    "zoek": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5.5 5.5"/>',
    "filter": '<path d="M3.5 6h17M6.5 12h11M10 18h4"/>',
    "uitloggen": '<path d="M10 4H5v16h5M9.5 12H20M16 8l4 4-4 4"/>',
    "link": '<path d="M10 6H6a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-4M14 4h6v6M20 4l-9 9"/>',
    "bericht": '<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m3.5 6.5 8.5 7 8.5-7"/>',
    "grafiek": '<path d="M4 4v16h16.5M7.5 15.5l4-4.5 3 2.5 5-6.5"/>',
    "lijst": '<path d="M9 6h11.5M9 12h11.5M9 18h11.5M4.5 6v.1M4.5 12v.1M4.5 18v.1"/>',
    "geschiedenis": '<path d="M4 4.5v4.5h4.5M4.3 9A8.5 8.5 0 1 1 3.5 13M12 8v4.5l3 2"/>',
    "vergelijk": '<rect x="3.5" y="4" width="7" height="16" rx="1.5"/><rect x="13.5" y="4" width="7" height="16" rx="1.5"/>',
    "idee": '<path d="M9 17.5h6M10 21h4M9 17.5c0-2.5-3-3.8-3-7.5a6 6 0 0 1 12 0c0 3.7-3 5-3 7.5"/>',
    "weegschaal": '<path d="M12 3.5v17M7 20.5h10M5 6.5h14M5 6.5 2.5 13a2.7 2.7 0 0 0 5 0zM19 6.5 16.5 13a2.7 2.7 0 0 0 5 0z"/>',
    "taken": '<path d="m3.5 6.5 2 2 3.5-4M3.5 16.5l2 2 3.5-4M12.5 7h8M12.5 17h8"/>',
    "straat": '<path d="M3 8.5c3-3.3 6-3.3 9 0s6 3.3 9 0M3 15.5c3-3.3 6-3.3 9 0s6 3.3 9 0"/>',
    "tandwiel": '<circle cx="12" cy="12" r="3.2"/><path d="M12 2.8v3M12 18.2v3M2.8 12h3M18.2 12h3M5.5 5.5l2.1 2.1M16.4 16.4l2.1 2.1'
    'M18.5 5.5l-2.1 2.1M7.6 16.4l-2.1 2.1"/>',
    "gezicht_min2": f'{_GEZICHT}{_OGEN}<path d="M7.5 17.2c1.2-2.4 2.7-3.4 4.5-3.4s3.3 1 4.5 3.4M7 6.8l2.6 1.2M17 6.8l-2.6 1.2"/>',
    "gezicht_min1": f'{_GEZICHT}{_OGEN}<path d="M8.2 16.6c1-1.3 2.3-1.9 3.8-1.9s2.8.6 3.8 1.9"/>',
    "gezicht_0": f'{_GEZICHT}{_OGEN}<path d="M8.2 15.5h7.6"/>',
    "gezicht_plus1": f'{_GEZICHT}{_OGEN}<path d="M8.2 14.6c1 1.3 2.3 1.9 3.8 1.9s2.8-.6 3.8-1.9"/>',
    "gezicht_plus2": f'{_GEZICHT}{_OGEN}<path d="M7.3 13.8h9.4c-.6 2.6-2.4 4.2-4.7 4.2s-4.1-1.6-4.7-4.2z"/>',
}

_KADER = (
    '<svg class="icoon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>'
)
# Made once: a list page shows hundreds of them.
SVG = {naam: mark_safe(_KADER.format(tekening)) for naam, tekening in TEKENINGEN.items()}  # noqa: S308 - our own constants
GEZICHTEN = {"-2": "gezicht_min2", "-1": "gezicht_min1", "0": "gezicht_0", "1": "gezicht_plus1", "2": "gezicht_plus2"}


def icoon(naam):
    """The inline SVG of an icon. An unknown name is a programming mistake and raises KeyError."""
    return SVG[naam]
