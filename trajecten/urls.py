from django.conf import settings
from django.urls import path
from django.utils.module_loading import import_string

from . import views, views_log, views_mensen

app_name = "trajecten"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("lijst.csv", views.lijst_csv, name="lijst_csv"),
    path("nieuw/", views.nieuw, name="nieuw"),
    # The page of a traject shows every room, so it stands in the roof; this room only knows its name.
    path("<uuid:traject>/", import_string(settings.TRAJECT_PAGINA), name="traject"),
    path("<uuid:traject>/gegevens/", views.wijzig, name="wijzig"),
    path("<uuid:traject>/heropenen/", views.heropen, name="heropen"),
    path("<uuid:traject>/poort/<int:stap>/", views.passeer, name="passeer"),
    path("<uuid:traject>/logboek/", views_log.logboek, name="logboek"),
    path("<uuid:traject>/mensen/", views_mensen.mensen, name="mensen"),
    path("<uuid:traject>/mensen/wie-kan-wat/", views_mensen.wat_mag_wie, name="wie_kan_wat"),
    path("<uuid:traject>/mensen/toevoegen/", views_mensen.voeg_toe, name="voeg_toe"),
    path("<uuid:traject>/mensen/<int:pk>/", views_mensen.wijzig_lid, name="wijzig_lid"),
    path("<uuid:traject>/mensen/<int:pk>/overdragen/", views_mensen.draag_over, name="draag_over"),
    path("<uuid:traject>/mensen/<int:pk>/beeindigen/", views_mensen.beeindig, name="beeindig"),
    path("<uuid:traject>/mensen/<int:pk>/uren/", views_mensen.zeg_toe, name="zeg_toe"),
]
