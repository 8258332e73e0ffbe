from django.urls import path

from trajecten.scherm_stap import opmerking_scherm

from . import views, views_sessies

app_name = "sessies"
urlpatterns = [
    path("", views.stap, name="stap"),
    path("opmerking/", opmerking_scherm(1, "groep_meedenken"), name="opmerking"),
    path("opdracht/", views.opdracht, name="opdracht"),
    path("opdracht/bevestigen/", views.bevestig, name="bevestig"),
    path("klantreiscoach/", views.klantreiscoach, name="klantreiscoach"),
    path("voorrang/", views.voorrang, name="voorrang"),
    path("sessies/", views_sessies.lijst, name="lijst"),
    path("sessies/plannen/", views_sessies.plan, name="plan"),
    path("sessies/vastleggen/", views_sessies.leg_vast, name="leg_vast"),
    path("sessies/overslaan/", views_sessies.sla_over, name="sla_over"),
    path("sessies/<int:pk>/", views_sessies.sessie, name="sessie"),
    path("sessies/<int:pk>/verzetten/", views_sessies.verzet, name="verzet"),
    path("sessies/<int:pk>/vastleggen/", views_sessies.werk_bij, name="werk_bij"),
    path("sessies/<int:pk>/agenda/", views_sessies.agendapunt_erbij, name="agendapunt_erbij"),
    path("agenda/<int:pk>/", views_sessies.agendapunt, name="agendapunt"),
    path("agenda/<int:pk>/verplaatsen/", views_sessies.verplaats, name="verplaats"),
    path("agenda/<int:pk>/weghalen/", views_sessies.haal_weg, name="haal_weg"),
]
