from trajecten.stap import Stand, Stap

STAP = Stap(
    nummer=9,
    titel="Implementatieplan",
    kamer="implementatie",
    na=(8,),
    levert_op="Per verbetering een besluit, een volgorde, een actiehouder en een datum.",
    stand=lambda traject, mensen: Stand(False, ["nog niets"]),
)
