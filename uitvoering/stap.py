from trajecten.stap import Stand, Stap

STAP = Stap(
    nummer=10,
    titel="Uitvoering en evaluatie",
    kamer="uitvoering",
    na=(9,),
    levert_op="Uitgevoerde verbeteringen, en een evaluatie die laat zien wat het opleverde.",
    stand=lambda traject, mensen: Stand(False, ["nog niets"]),
)
