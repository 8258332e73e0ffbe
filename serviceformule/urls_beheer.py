app_name = "serviceformule_beheer"
urlpatterns = []
