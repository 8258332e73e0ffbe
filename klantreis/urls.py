from django.urls import path

from trajecten.scherm_stap import opmerking_scherm

from . import views, views_delen, views_interviews

app_name = "klantreis"


def _onderdeel(adres, naam):
    """The three screens of one kind of part."""
    return [
        path(f"{adres}/nieuw/", getattr(views_delen, f"{naam}_nieuw"), name=f"{naam}_nieuw"),
        path(f"{adres}/<int:pk>/", getattr(views_delen, f"{naam}_wijzig"), name=f"{naam}_wijzig"),
        path(f"{adres}/<int:pk>/verwijderen/", getattr(views_delen, f"{naam}_weg"), name=f"{naam}_weg"),
    ]


urlpatterns = [
    path("", views.stap, name="stap"),
    path("opmerking/", opmerking_scherm(4, "klantreis_meedenken"), name="opmerking"),
    path("tabel/", views.tabel, name="tabel"),
    path("onderzoek/", views.onderzoek, name="onderzoek"),
    path("keuze/", views.keuze, name="keuze"),
    path("voorstel/", views.voorstel, name="voorstel"),
    path("aanvaarden/", views.aanvaard, name="aanvaard"),
    path("publiceren/", views.publiceer, name="publiceer"),
    path("publicatie-intrekken/", views.trek_in, name="trek_in"),
    *_onderdeel("personas", "persona"),
    *_onderdeel("fasen", "fase"),
    *_onderdeel("ervaringen", "ervaring"),
    *_onderdeel("ideaal", "ideaal"),
    *_onderdeel("aannames", "aanname"),
    *_onderdeel("activiteiten", "activiteit"),
    path("fasen/<int:pk>/verplaatsen/", views_delen.fase_verplaats, name="fase_verplaats"),
    path("ervaringen/<int:pk>/verplaatsen/", views_delen.ervaring_verplaats, name="ervaring_verplaats"),
    path("ideaal/<int:pk>/verplaatsen/", views_delen.ideaal_verplaats, name="ideaal_verplaats"),
    path("ervaringen/<int:pk>/idee/", views_delen.idee, name="idee"),
    path("ervaringen/<int:pk>/koppelen/", views_delen.koppel, name="koppel"),
    path("koppelingen/<int:pk>/losmaken/", views_delen.ontkoppel, name="ontkoppel"),
    path("interviews/", views_interviews.interviews, name="interviews"),
    path("interviews/openen/", views_interviews.openen, name="openen"),
    path("interviews/respondenten/nieuw/", views_interviews.respondent_nieuw, name="respondent_nieuw"),
    path("interviews/respondenten/<int:pk>/", views_interviews.respondent_wijzig, name="respondent_wijzig"),
    path("interviews/respondenten/<int:pk>/verwijderen/", views_interviews.respondent_weg, name="respondent_weg"),
    path("interviews/respondenten/<int:pk>/uitspraak/", views_interviews.citaat_nieuw, name="citaat_nieuw"),
    path("interviews/uitspraken/<int:pk>/verwijderen/", views_interviews.citaat_weg, name="citaat_weg"),
]
