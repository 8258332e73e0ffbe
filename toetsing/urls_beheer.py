app_name = "toetsing_beheer"
urlpatterns = []
