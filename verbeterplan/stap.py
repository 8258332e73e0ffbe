from trajecten.stap import Stand, Stap

STAP = Stap(
    nummer=6,
    titel="Verbeterplan",
    kamer="verbeterplan",
    na=(2, 4, 5),
    levert_op="Een verbeterplan met gekozen verbeteringen, in een vastgelegde versie.",
    stand=lambda traject, mensen: Stand(False, ["nog niets"]),
)
