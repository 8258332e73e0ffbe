from django.urls import path

from trajecten.scherm_stap import opmerking_scherm

from . import views

app_name = "serviceformule"
urlpatterns = [
    path("", views.stap, name="stap"),
    path("opmerking/", opmerking_scherm(5, "formule_meedenken"), name="opmerking"),
    path("kiezen/", views.kies, name="kies"),
    path("p/<slug:p>/", views.beoordeel, name="beoordeel"),
    path("beoordelingen/<int:pk>/idee/", views.idee, name="idee"),
    path("beoordelingen/<int:pk>/koppelen/", views.koppel, name="koppel"),
    path("koppelingen/<int:pk>/losmaken/", views.ontkoppel, name="ontkoppel"),
]
