"""Faces, their outlines and the star: the small drawings on the emotion curve."""

VORMEN = ("rond", "vierkant", "ruit", "zeshoek", "rond")  # one per persona, so that colour is never the only difference


def omtrek(doek, x, y, r, vorm, vulling, rand) -> None:
    dik = 2.2 if r > 7 else 1.8
    if vorm == "vierkant":
        doek.vak(x - r * 0.92, y - r * 0.92, r * 1.84, r * 1.84, vulling, rand, dik, r=2.5)
    elif vorm == "ruit":
        q = r * 1.28
        doek.pad(
            f"M{x:.1f} {y - q:.1f}L{x + q:.1f} {y:.1f}L{x:.1f} {y + q:.1f}L{x - q:.1f} {y:.1f}Z",
            vulling,
            rand,
            dik,
            stroke_linejoin="round",
        )
    elif vorm == "zeshoek":
        h, q, u = r * 0.6, r * 1.08, r * 1.13
        hoeken = ((-h, -q), (h, -q), (u, 0), (h, q), (-h, q), (-u, 0))
        doek.pad(_veelhoek(x, y, hoeken), vulling, rand, dik, stroke_linejoin="round")
    else:
        doek.rond(x, y, r, vulling, rand, dik)


def gezicht(doek, x, y, r, emotie, kleur) -> None:
    """Two eyes and a mouth that bends with the emotion; at the ends the mouth is wider and anger has a frown."""
    for kant in (-1, 1):
        doek.rond(x + kant * r * 0.34, y - r * 0.22, max(0.9, r * 0.11), kleur)
    breed, bocht = (0.5 if abs(emotie) == 2 else 0.4) * r, emotie * 0.27 * r
    my = y + r * 0.38 - bocht * 0.35
    doek.pad(
        f"M{x - breed:.1f} {my:.1f}Q{x:.1f} {my + bocht:.1f} {x + breed:.1f} {my:.1f}",
        rand=kleur,
        dikte=max(1.2, r * 0.14),
        stroke_linecap="round",
    )
    if emotie == -2 and r >= 9:
        for kant in (-1, 1):
            doek.lijn(
                x + kant * r * 0.56, y - r * 0.56, x + kant * r * 0.18, y - r * 0.42, kleur, r * 0.13, stroke_linecap="round"
            )


def ster(doek, x, y, r) -> None:
    """A five-pointed star for a moment that decides."""
    rechts = ((0, -1), (0.29, -0.31), (1, -0.31), (0.42, 0.12), (0.62, 0.9), (0, 0.42))
    hoeken = rechts + tuple((-a, b) for a, b in reversed(rechts[1:5]))
    doek.pad(_veelhoek(x, y, [(a * r, b * r) for a, b in hoeken]), doek.palet.norm)


def _veelhoek(x, y, hoeken) -> str:
    return "M" + "L".join(f"{x + a:.1f} {y + b:.1f}" for a, b in hoeken) + "Z"
