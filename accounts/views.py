from trajecten.scherm import openbaar, toon


@openbaar("Wie niet is ingelogd, moet kunnen inloggen.", methoden="GET POST")
def inloggen(request):
    return toon(request, "base.html")


uitloggen = verder = mijn_account = inloggen
