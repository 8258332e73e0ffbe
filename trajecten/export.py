"""Lists as CSV for a spreadsheet: semicolons and a byte order mark, as Dutch spreadsheets expect."""

import csv
from datetime import date, datetime

from django.http import StreamingHttpResponse
from django.utils import timezone

GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r", "\n")


def veilige_cel(waarde) -> str:
    """A cell that no spreadsheet takes for a formula; dates as 2023-09-04."""
    if isinstance(waarde, datetime):
        waarde = timezone.localtime(waarde).date()
    if isinstance(waarde, date):
        return waarde.isoformat()
    tekst = "" if waarde is None else str(waarde)
    return f"'{tekst}" if tekst.lstrip(" ").startswith(GEVAARLIJK) or tekst.startswith(GEVAARLIJK) else tekst


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, tekst):
        return tekst


def csv_antwoord(bestandsnaam: str, koppen, rijen) -> StreamingHttpResponse:
    """Stream rows as they come; numbers are text like everything else."""
    schrijver = csv.writer(_Echo(), delimiter=";")

    def regels():
        yield "\ufeff"
        yield schrijver.writerow(koppen)
        for rij in rijen:
            yield schrijver.writerow([veilige_cel(waarde) for waarde in rij])

    antwoord = StreamingHttpResponse(regels(), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="{bestandsnaam}"'
    return antwoord
