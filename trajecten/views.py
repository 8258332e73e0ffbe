from .scherm import aangemeld, scherm, toon


@aangemeld("Toont alleen de eigen trajecten.")
def lijst(request):
    return toon(request, "base.html")


nieuw = lijst


@scherm("traject_zien")
def traject(request, traject):
    return toon(request, "base.html", traject=traject)


@scherm("poort_passeren", methoden="POST")
def passeer(request, traject, stap):
    return toon(request, "base.html", traject=traject)
