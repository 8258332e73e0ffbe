from django.urls import path

from . import views

app_name = "trajecten"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("nieuw/", views.nieuw, name="nieuw"),
    path("<uuid:traject>/", views.traject, name="traject"),
    path("<uuid:traject>/poort/<int:stap>/", views.passeer, name="passeer"),
]
