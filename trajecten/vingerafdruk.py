"""The one way to write content down so that equal content has an equal hash: canonical JSON and its SHA-256."""

import hashlib
import json
from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder


class _Getallen(DjangoJSONEncoder):
    def default(self, o):
        if isinstance(o, Decimal):
            return format(o.normalize(), "f")  # "95", not "95.000": the same number is the same text on every database
        return super().default(o)


def canoniek(inhoud, encoder=_Getallen) -> bytes:
    """Canonical JSON: sorted keys, no spaces, letters as they are, Decimals as text. Equal content gives equal bytes.

    `encoder`: that of the field the content is kept in, when the content is hashed before it was stored and read back.
    """
    return json.dumps(inhoud, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=encoder).encode()


def sha256_van(inhoud, encoder=_Getallen) -> str:
    """SHA-256 over the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canoniek(inhoud, encoder)).hexdigest()
