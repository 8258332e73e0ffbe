from trajecten.stap import Stand, Stap

STAP = Stap(
    nummer=7,
    titel="Toetsing",
    kamer="toetsing",
    na=(6,),
    levert_op="Een oordeel van elke gevraagde specialist over elke verbetering die hem is voorgelegd.",
    stand=lambda traject, mensen: Stand(False, ["nog niets"]),
)
