from trajecten.stap import Stand, Stap

STAP = Stap(
    nummer=4,
    titel="Klantreis",
    kamer="klantreis",
    na=(1,),
    levert_op="Hoe de klant de dienst beleeft, en hoe die zou moeten zijn.",
    stand=lambda traject, mensen: Stand(False, ["nog niets"]),
)
