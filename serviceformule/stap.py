from trajecten.stap import Stand, Stap

STAP = Stap(
    nummer=5,
    titel="Serviceformule en 6 P's",
    kamer="serviceformule",
    na=(3,),
    levert_op="De gekozen serviceformule en per P het verschil tussen belofte en praktijk.",
    stand=lambda traject, mensen: Stand(False, ["nog niets"]),
)
