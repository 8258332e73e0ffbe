from trajecten.scherm import aangemeld, breed, openbaar, toon
from django.shortcuts import render


@aangemeld("Toont alleen het eigen werk.")
def mijn_werk(request):
    return toon(request, "base.html")


@breed("accounts.beheren")
def beheer(request):
    return toon(request, "base.html")


@openbaar("Zegt alleen of de website draait.")
def leeft(request):
    return toon(request, "base.html")


gereed = leeft


def fout_400(request, exception=None):
    return render(request, "400.html", status=400)


fout_403 = fout_404 = fout_500 = fout_400
