from trajecten.scherm import scherm, toon


@scherm("traject_zien")
def stap(request, traject):
    return toon(request, "ui/formulier.html", traject=traject)
