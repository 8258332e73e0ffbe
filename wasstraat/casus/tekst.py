"""Values of a case as dates and texts."""

from datetime import date


def dag(waarde) -> date | None:
    return date.fromisoformat(waarde) if waarde else None


def tekst(waarde) -> str:
    """A value of the case as text: a list becomes lines, a small mapping its `tekst`, or channel and use."""
    if waarde is None:
        return ""
    if isinstance(waarde, list):
        return "\n".join(f"- {tekst(deel)}" for deel in waarde)
    if isinstance(waarde, dict):
        return str(waarde.get("tekst") or ": ".join(str(waarde[naam]) for naam in ("kanaal", "gebruik") if waarde.get(naam)))
    return str(waarde)
