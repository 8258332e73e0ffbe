"""Django's SMTP backend, which also knows whether the text of a message was already on its way when a connection broke."""

import smtplib

from django.core.mail.backends.smtp import EmailBackend


class _Verbinding:
    data_begonnen = False

    def mail(self, *args, **kwargs):
        self.data_begonnen = False
        return super().mail(*args, **kwargs)

    def data(self, msg):
        self.data_begonnen = True
        return super().data(msg)


class _Gewoon(_Verbinding, smtplib.SMTP):
    pass


class _Versleuteld(_Verbinding, smtplib.SMTP_SSL):
    pass


class Postbode(EmailBackend):
    @property
    def connection_class(self):
        return _Versleuteld if self.use_ssl else _Gewoon
