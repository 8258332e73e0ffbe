from django.urls import path

from trajecten.scherm_stap import opmerking_scherm

from . import views

app_name = "uitvoering"
urlpatterns = [
    path("", views.stap, name="stap"),
    path("opmerking/", opmerking_scherm(10, "evaluatie_meedenken"), name="opmerking"),
    path("actie/<int:pk>/", views.voortgang, name="voortgang"),
    path("actie/<int:pk>/melden/", views.melden, name="melden"),
    path("evaluatie/nieuw/", views.plan, name="plan"),
    path("evaluatie/<int:pk>/", views.moment, name="moment"),
    path("evaluatie/<int:pk>/wijzigen/", views.wijzig, name="wijzig"),
    path("evaluatie/<int:pk>/vastleggen/", views.vastleggen, name="vastleggen"),
    path("afsluiten/", views.afsluiten, name="afsluiten"),
]
