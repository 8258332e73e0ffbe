from django.urls import path

from . import views_beheer as views

app_name = "serviceformule_beheer"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("nieuw/", views.nieuw, name="nieuw"),
    path("<int:pk>/", views.formule, name="formule"),
    path("<int:pk>/wijzigen/", views.wijzig, name="wijzig"),
    path("<int:pk>/te-kiezen/", views.zet, name="zet"),
    path("<int:pk>/verplaatsen/", views.verplaats, name="verplaats"),
    path("<int:pk>/verwijderen/", views.verwijder, name="verwijder"),
    path("<int:pk>/afspraken/nieuw/", views.afspraak_nieuw, name="afspraak_nieuw"),
    path("afspraken/<int:pk>/", views.afspraak_wijzig, name="afspraak_wijzig"),
    path("afspraken/<int:pk>/in-gebruik/", views.afspraak_zet, name="afspraak_zet"),
    path("afspraken/<int:pk>/verplaatsen/", views.afspraak_verplaats, name="afspraak_verplaats"),
]
