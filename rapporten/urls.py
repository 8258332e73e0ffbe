from django.urls import path

from . import views

app_name = "rapporten"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("versie/<int:pk>/maken/", views.maken, name="maken"),
    path("<uuid:pk>/voortgang/", views.voortgang, name="voortgang"),
    path("<uuid:pk>/download/", views.download, name="download"),
]
