from django.urls import path

from trajecten.scherm_stap import opmerking_scherm

from . import views

app_name = "implementatie"
urlpatterns = [
    path("", views.stap, name="stap"),
    path("vaststellen/", views.vaststellen, name="vaststellen"),
    path("opmerking/", opmerking_scherm(9, "implementatie_meedenken"), name="opmerking"),
    path("opleiding/", views.standaard, {"soort": "opleiding"}, name="opleiding"),
    path("documentatie/", views.standaard, {"soort": "documentatie"}, name="documentatie"),
    path("verbetering/<int:pk>/", views.besluit, name="besluit"),
    path("besluit/<int:pk>/plaats/", views.plaats, name="plaats"),
    path("besluit/<int:pk>/actie/", views.actie_plannen, name="actie_plannen"),
    path("actie/<int:pk>/", views.actie, name="actie"),
    path("actie/<int:pk>/verwijderen/", views.verwijder, name="verwijder"),
]
