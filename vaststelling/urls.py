from django.urls import path

from trajecten.scherm_stap import opmerking_scherm

from . import views

app_name = "vaststelling"
urlpatterns = [
    path("", views.stap, name="stap"),
    path("verwerk/<int:pk>/", views.verwerken, name="verwerk"),
    path("overrule/<int:pk>/", views.overrulen, name="overrule"),
    path("besluit/<int:pk>/", views.besluit, name="besluit"),
    path("besluit/<int:pk>/goedkeuren/", views.goedkeuren, name="goedkeuren"),
    path("besluit/<int:pk>/terugsturen/", views.terugsturen, name="terugsturen"),
    path("besluit/<int:pk>/akkoord/", views.akkoord, name="akkoord"),
    path("opmerking/", opmerking_scherm(8, "verwerking_meedenken"), name="opmerking"),
]
