from django.urls import path

from . import views

app_name = "toetsing"
urlpatterns = [
    path("", views.stap, name="stap"),
    path("vragen/", views.vragen, name="vragen"),
    path("toets/<int:pk>/", views.toets, name="toets"),
    path("toets/<int:pk>/oordeel/<int:regel>/", views.oordeel, name="oordeel"),
    path("toets/<int:pk>/inleveren/", views.inleveren, name="inleveren"),
    path("toets/<int:pk>/terugtrekken/", views.terugtrekken, name="terugtrekken"),
    path("toets/<int:pk>/niet-nodig/", views.niet_nodig, name="niet_nodig"),
    path("voorwaarde/<int:pk>/sluiten/", views.voorwaarde_sluiten, name="voorwaarde_sluiten"),
]
