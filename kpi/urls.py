from django.urls import path

from trajecten.scherm_stap import opmerking_scherm

from . import views

app_name = "kpi"
urlpatterns = [
    path("", views.stap, name="stap"),
    path("nieuw/", views.nieuw, name="nieuw"),
    path("vaststellen/", views.vaststellen, name="vaststellen"),
    path("opmerking/", opmerking_scherm(2, "kpi_meedenken"), name="opmerking"),
    path("<int:pk>/", views.kpi, name="kpi"),
    path("<int:pk>/wijzig/", views.wijzig, name="wijzig"),
    path("<int:pk>/verwijder/", views.verwijder, name="verwijder"),
    path("<int:pk>/meting/", views.meting, name="meting"),
    path("<int:pk>/verbetering/", views.idee, name="idee"),
    path("meting/<int:pk>/intrekken/", views.intrekken, name="intrekken"),
]
