"""Template tags for charts: ``{% figuur %}`` on a page, ``{% svg_beeld %}`` in a PDF."""

import base64

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def figuur(svg_breed: str, svg_smal: str = "", bijschrift: str = "") -> SafeString:
    """A figure with the wide and the narrow drawing (the style sheet shows one of them) and the conclusion as caption.

    The drawings come from `ui.grafieken`, which escapes every text; nothing else may be passed in.
    """
    breed = format_html('<div class="grafiek-breed">{}</div>', mark_safe(svg_breed))  # noqa: S308 - made and escaped by ui.grafieken
    smal = format_html('<div class="grafiek-smal">{}</div>', mark_safe(svg_smal)) if svg_smal else ""  # noqa: S308
    onder = format_html("<figcaption>{}</figcaption>", bijschrift) if bijschrift else ""
    return format_html('<figure class="figuur">{}{}{}</figure>', breed, smal, onder)


@register.simple_tag
def svg_beeld(svg: str, alt: str) -> SafeString:
    """The drawing as an ``<img>`` with a data address and an alternative text: for a PDF, where it is quicker."""
    adres = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode("ascii")
    return format_html('<img class="grafiek" src="{}" alt="{}">', adres, alt)
