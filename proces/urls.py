from django.urls import path

from trajecten.scherm_stap import opmerking_scherm

from . import views, views_controle

app_name = "proces"
urlpatterns = [
    path("", views.stap, name="stap"),
    path("opmerking/", opmerking_scherm(3, "proces_meedenken"), name="opmerking"),
    path("idee/", views.idee, name="idee"),
    path("stappen/", views.stappen, name="stappen"),
    path("stappen/nieuw/", views.nieuw, name="nieuw"),
    path("stappen/<int:pk>/", views.wijzig, name="wijzig"),
    path("stappen/<int:pk>/verplaats/", views.verplaats, name="verplaats"),
    path("stappen/<int:pk>/verwijder/", views.verwijder, name="verwijder"),
    path("stappen/herstel/<int:pk>/", views.herstel, name="herstel"),
    path("versies/", views.versies, name="versies"),
    path("versies/nieuw/", views.nieuwe_versie, name="nieuwe_versie"),
    path("versies/<int:pk>/", views.versie, name="versie"),
    path("versies/<int:pk>/vervallen/", views.vervallen, name="vervallen"),
    path("versies/<int:pk>/antwoord/", views_controle.antwoord, name="antwoord"),
    path("versies/<int:pk>/accepteer/", views_controle.accepteer, name="accepteer"),
    path("controle/", views_controle.controle, name="controle"),
    path("controle/vragen/", views_controle.vragen, name="vragen"),
    path("controle/<int:pk>/verwerk/", views_controle.verwerk_opmerking, name="verwerk"),
]
