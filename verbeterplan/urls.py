from django.urls import path

from . import views

app_name = "verbeterplan"
urlpatterns = [
    path("", views.stap, name="stap"),
    path("keuzes/", views.keuzes, name="keuzes"),
    path("keuze/<int:pk>/", views.keuze, name="keuze"),
    path("vastleggen/", views.vastleggen, name="vastleggen"),
    path("versie/<int:pk>/", views.versie, name="versie"),
]
