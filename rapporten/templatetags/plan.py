"""How long texts of people look on paper."""

from itertools import groupby

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
STREEPJES = ("- ", "* ", "• ")


@register.filter
def alineas(tekst) -> SafeString:
    """Paragraphs, and lines that begin with a dash as a list. Every letter is escaped."""
    delen = []
    for blok in str(tekst or "").replace("\r\n", "\n").split("\n\n"):
        regels = [regel.strip() for regel in blok.split("\n") if regel.strip()]
        for is_lijst, groep in groupby(regels, key=lambda regel: regel.startswith(STREEPJES)):
            if is_lijst:
                punten = format_html_join("", "<li>{}</li>", ((regel[2:].strip(),) for regel in groep))
                delen.append(format_html("<ul>{}</ul>", punten))
            else:
                delen.append(
                    format_html("<p>{}</p>", format_html_join(mark_safe("<br>"), "{}", ((regel,) for regel in groep)))
                )
    return mark_safe("".join(delen))  # noqa: S308 - every part was escaped above
