from trajecten.stap import Stand, Stap

STAP = Stap(
    nummer=2,
    titel="KPI's",
    kamer="kpi",
    na=(1,),
    levert_op="Een set KPI's met norm en nulmeting, vastgesteld door de proceseigenaar.",
    stand=lambda traject, mensen: Stand(False, ["nog niets"]),
)
