"""The matrix of rights in plain words: "Wie kan wat" on screen and docs/rollen.md."""

from .rollen import RECHTEN, ROLLEN, SPECIALISTEN, rolnaam

HOE = {
    "B": "Besluit of bevestigt",
    "U": "Mag zelf",
    "E": "Mag alleen voor het eigen team, de eigen actie of het eigen vak",
    "M": "Mag meedenken",
    "L": "Mag lezen of ophalen",
}


def wat_mag(rol: str) -> list[tuple[str, list[str]]]:
    """Per way of taking part what this role may do: [("Besluit of bevestigt", ["de opdracht geven", …]), …]."""
    groepen = []
    for letter, kop in HOE.items():
        zinnen = [recht.in_woorden for recht in RECHTEN.values() if recht.letters[rol] == letter]
        if zinnen:
            groepen.append((kop, zinnen))
    return groepen


def rol_uitleg(rol: str) -> str:
    """What is special about a role, in one sentence; empty for most."""
    if rol in SPECIALISTEN:
        return "Krijgt toegang zodra er een toets is gevraagd."
    if rol == "klant_inwoner":
        return "Heeft geen toegang. De klantreiscoach brengt de inbreng van klanten en inwoners in."
    return ""


def wie_kan_wat(leden, voor) -> list[dict]:
    """Every role with what it may do and who has it now; roles that someone has come first, those of `voor` are marked."""
    namen, van_mij = {}, {lid.rol for lid in leden if lid.gebruiker_id == voor.pk}
    for lid in leden:
        namen.setdefault(lid.rol, []).append(str(lid.gebruiker))
    rollen = [
        {
            "rol": rol,
            "naam": rolnaam(rol),
            "mensen": namen.get(rol, []),
            "groepen": wat_mag(rol),
            "uitleg": rol_uitleg(rol),
            "is_van_mij": rol in van_mij,
        }
        for rol in ROLLEN
    ]
    return sorted(rollen, key=lambda rol: (not rol["is_van_mij"], not rol["mensen"]))


def als_markdown() -> str:
    """docs/rollen.md: the table of rights, and per role the same in sentences."""
    codes = [code for code, _ in ROLLEN.values()]
    regels = [
        "# Wie kan wat",
        "",
        "Dit bestand is gemaakt met `manage.py rollen` uit de rechtentabel in `trajecten/rollen.py`. Verander die tabel, niet dit bestand.",
        "",
        "**B** besluit of bevestigt · **U** mag zelf · **E** alleen het eigen team, de eigen actie of het eigen vak · "
        "**M** denkt mee · **L** leest · **–** niets",
        "",
        "Rollen gelden per traject. Wie meer rollen heeft, mag alles wat een van die rollen mag.",
        "",
        "| Recht | Wat is het | " + " | ".join(codes) + " |",
        "|---|---|" + "---|" * len(codes),
    ]
    for recht in RECHTEN.values():
        letters = ("–" if recht.letters[rol] == "." else recht.letters[rol] for rol in ROLLEN)
        regels.append(f"| `{recht.naam}` | {recht.in_woorden} | " + " | ".join(letters) + " |")
    for rol, (code, naam) in ROLLEN.items():
        regels += ["", f"## {naam} ({code})", ""]
        if uitleg := rol_uitleg(rol):
            regels += [uitleg, ""]
        for kop, zinnen in wat_mag(rol):
            regels.append(f"- {kop}: {'; '.join(zinnen)}.")
    return "\n".join(regels).replace("\n\n\n", "\n\n").rstrip() + "\n"
