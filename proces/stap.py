from trajecten.stap import Stand, Stap

STAP = Stap(
    nummer=3,
    titel="Huidig proces",
    kamer="proces",
    na=(1,),
    levert_op="Een beschrijving van hoe het nu gaat, gecontroleerd door de mensen die het doen.",
    stand=lambda traject, mensen: Stand(False, ["nog niets"]),
)
