from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("inloggen/", views.inloggen, name="inloggen"),
    path("uitloggen/", views.uitloggen, name="uitloggen"),
    path("verder/", views.verder, name="verder"),
    path("mijn-account/", views.mijn_account, name="mijn_account"),
]
