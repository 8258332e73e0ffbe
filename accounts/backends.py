"""Who is this, and which organisation-wide rights has he: one query for both."""

from django.contrib.auth.backends import ModelBackend

from .models import Gebruiker
from .queries import GLOBALE_RECHTEN


class Aanmelding(ModelBackend):
    """Django's backend without groups: the person comes with the three global rights, so `perms` costs no query on any page.

    Someone without access is nobody at once: `get_user` answers None, whatever session there still is.
    """

    def get_user(self, user_id):
        gebruiker = Gebruiker.objects.met_rechten().filter(pk=user_id).first()
        return gebruiker if gebruiker and self.user_can_authenticate(gebruiker) else None

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if not hasattr(user_obj, "mag_beheren"):  # read in another way, e.g. by a command
            rijen = user_obj.user_permissions.filter(content_type__app_label="accounts")
            return {f"accounts.{naam}" for naam in rijen.values_list("codename", flat=True)}
        return {f"accounts.{recht}" for recht in GLOBALE_RECHTEN if getattr(user_obj, f"mag_{recht}")}
