from trajecten.stap import Stand, Stap

STAP = Stap(
    nummer=8,
    titel="Bijstellen en vaststellen",
    kamer="vaststelling",
    na=(7,),
    levert_op="Een definitief verbeterplan waarin elke opmerking is verwerkt en waarover is besloten.",
    stand=lambda traject, mensen: Stand(False, ["nog niets"]),
)
