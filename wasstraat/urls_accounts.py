from django.urls import path

from . import mensen, toegang

app_name = "accounts"
urlpatterns = [
    path("inloggen/", toegang.inloggen, name="inloggen"),
    path("inloggen/als/<uuid:pk>/", toegang.stap_in, name="stap_in"),
    path("uitloggen/", toegang.uitloggen, name="uitloggen"),
    path("verder/", toegang.verder, name="verder"),
    path("wachtwoord/<uuid:pk>/<str:sleutel>/", toegang.wachtwoord_kiezen, name="wachtwoord_kiezen"),
    path("mijn-account/", toegang.mijn_account, name="mijn_account"),
    path("mijn-account/gegevens/", toegang.mijn_gegevens, name="mijn_gegevens"),
    path("mijn-account/wachtwoord/", toegang.mijn_wachtwoord, name="mijn_wachtwoord"),
    path("beheer/mensen/", mensen.lijst, name="mensen"),
    path("beheer/mensen/nieuw/", mensen.nieuw, name="nieuw"),
    path("beheer/mensen/<uuid:pk>/", mensen.mens, name="mens"),
    path("beheer/mensen/<uuid:pk>/wijzigen/", mensen.wijzig, name="wijzig"),
    path("beheer/mensen/<uuid:pk>/rechten/", mensen.rechten, name="rechten"),
    path("beheer/mensen/<uuid:pk>/link/", mensen.nieuwe_link, name="nieuwe_link"),
    path("beheer/mensen/<uuid:pk>/toegang-stoppen/", mensen.stop_toegang, name="stop_toegang"),
    path("beheer/mensen/<uuid:pk>/toegang-geven/", mensen.geef_toegang, name="geef_toegang"),
    path("beheer/logboek/", mensen.logboek, name="logboek"),
]
