"""All settings, read from the environment.

Three ways to start, chosen by WASSTRAAT_MODUS: `demo` (what `make run` sets: safe defaults, no server needed),
`proef` (the tests) and `productie` (the default: refuses to start insecurely, in one sentence).
"""

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

BASIS = Path(__file__).resolve().parent.parent
MODUS = os.environ.get("WASSTRAAT_MODUS", "productie")
DEMO = MODUS == "demo"
PROEF = MODUS == "proef"
VAR = Path(os.environ.get("WASSTRAAT_VAR", BASIS / "var"))


def weiger(zin):
    """Stop before anything runs; one sentence says what to set."""
    raise SystemExit(f"Wasstraat start niet: {zin}")


def _eigen_sleutel():
    """A demo key that survives restarts, so that nobody is signed out by one. Never used in production."""
    pad = VAR / "sleutel"
    if not pad.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        pad.write_text(secrets.token_urlsafe(64))
        pad.chmod(0o600)
    return pad.read_text()


if MODUS not in ("demo", "proef", "productie"):
    weiger(f"WASSTRAAT_MODUS is '{MODUS}', maar moet demo, proef of productie zijn.")

DEBUG = False
if MODUS == "productie":
    SECRET_KEY = os.environ.get("SECRET_KEY", "")
    ALLOWED_HOSTS = [host for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host]
    DATABASE_URL = os.environ.get("DATABASE_URL", "")
    REDIS_URL = os.environ.get("REDIS_URL", "")
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure-"):
        weiger("zet SECRET_KEY op een willekeurige tekst van minstens 50 tekens.")
    if not ALLOWED_HOSTS or any("*" in host for host in ALLOWED_HOSTS):
        weiger("zet ALLOWED_HOSTS op de volledige adressen van de website, gescheiden door komma's en zonder sterretje.")
    if not DATABASE_URL.startswith(("postgres://", "postgresql://")):
        weiger("zet DATABASE_URL op een PostgreSQL-database (postgres://…).")
    if not REDIS_URL:
        weiger("zet REDIS_URL op de Redis-server (redis://…).")
    if os.environ.get("DEBUG", "").lower() in ("1", "true", "ja"):
        weiger("DEBUG mag in productie niet aan staan.")
else:
    SECRET_KEY = _eigen_sleutel() if DEMO else "proef-" + "alleen-voor-de-eigen-tests-" * 3
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
    DATABASE_URL = os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'wasstraat.sqlite3'}")
    REDIS_URL = os.environ.get("REDIS_URL", "")

INSTALLED_APPS = [
    "accounts",
    "berichten",
    "ui",
    "trajecten",
    "sessies",
    "verbeteringen",
    "kpi",
    "proces",
    "klantreis",
    "serviceformule",
    "verbeterplan",
    "toetsing",
    "vaststelling",
    "implementatie",
    "uitvoering",
    "rapporten",
    "wasstraat",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "guardian",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "wasstraat.middleware.koppen",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wasstraat.middleware.Storing",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.sessie.Sessie",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "wasstraat.urls"
WSGI_APPLICATION = "wasstraat.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASIS / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ui.context.omgeving",
            ],
            "builtins": ["ui.templatetags.ui", "django.templatetags.static"],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

# --- database -----------------------------------------------------------------------------------------------------
DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=600, conn_health_checks=True)}
# Django's own defaults lose 99 to 156 of 600 transactions with four writers; these lose none (measured).
SQLITE_OPTIES = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456; "
    "PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;",
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIES
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people and rights --------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Gebruiker"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.backends.Aanmelding",
    "trajecten.rollen.RolBackend",
]
ANONYMOUS_USER_NAME = None  # guardian: no row for "nobody", so nobody can be given a right by accident
GUARDIAN_MONKEY_PATCH_USER = False
SILENCED_SYSTEM_CHECKS = [
    "guardian.W001"
]  # guardian's backend caches nothing (301 queries for 150 checks); RolBackend takes its place
LOGIN_URL = "accounts:inloggen"
LOGIN_REDIRECT_URL = "mijn_werk"
LOGOUT_REDIRECT_URL = "accounts:inloggen"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.wachtwoord.LijktNietOpMij"},
    {"NAME": "accounts.wachtwoord.LangGenoeg", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.wachtwoord.NietVeelGebruikt"},
]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"] if PROEF else ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
)
# Throttle per name *and* address: one attacker cannot lock a colleague out from elsewhere.
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "accounts/te_vaak.html"
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "accounts.herkomst.adres"
AXES_ENABLED = not PROEF
AXES_VERBOSE = False

# --- sessions, cookies, headers -----------------------------------------------------------------------------------
VEILIG = MODUS == "productie"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = VEILIG
SESSION_COOKIE_NAME = "wasstraat_sessie"
CSRF_COOKIE_NAME = "wasstraat_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "trajecten.scherm.csrf_fout"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if VEILIG else []
SECURE_SSL_REDIRECT = VEILIG and os.environ.get("SSL_REDIRECT", "1") == "1"
ACHTER_PROXY = os.environ.get("ACHTER_PROXY") == "1"  # our own proxy sets X-Forwarded-Proto and adds to X-Forwarded-For
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ACHTER_PROXY else None
SECURE_REDIRECT_EXEMPT = [r"^leeft/$", r"^gereed/$"]
SECURE_HSTS_SECONDS = 31536000 if VEILIG else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = VEILIG
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- language and time --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = USE_TZ = True
USE_THOUSAND_SEPARATOR = False  # numbers are written by the filter `getal`, so that ids and values stay digits

# --- files --------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATISCH", VAR / "statisch"))
STATICFILES_DIRS = [BASIS / "static", *([BASIS / "vendor"] if (BASIS / "vendor").is_dir() else [])]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if PROEF
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = PROEF
MEDIA_ROOT = VAR / "bestanden"
RAPPORTEN = VAR / "rapporten"

# --- Celery: the database row is the queue, Celery only nudges ------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"socket_timeout": 1, "socket_connect_timeout": 1, "visibility_timeout": 600}
    if REDIS_URL
    else {
        "data_folder_in": str(VAR / "post"),
        "data_folder_out": str(VAR / "post"),
        "control_folder": str(VAR / "post-regie"),
        "polling_interval": 0.1,
    }
)
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1, "interval_step": 0.1, "interval_max": 0.2}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SOFT_TIME_LIMIT = 300
CELERY_TASK_TIME_LIMIT = 360
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
# The built-in broker is looked at ten times a second: who takes one job per look does twenty a second (measured, see benchmarks).
CELERY_WORKER_PREFETCH_MULTIPLIER = 1 if REDIS_URL else 64
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "klok")
CELERY_TASK_ALWAYS_EAGER = PROEF
if not REDIS_URL:
    for map_ in ("post", "post-regie"):
        (VAR / map_).mkdir(parents=True, exist_ok=True)

# --- mail -----------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_VAN", "Wasstraat <wasstraat@localhost>")
if MODUS == "productie":
    EMAIL_BACKEND = "berichten.smtp.Postbode"  # Django's, which also knows whether the text was already on its way
    EMAIL_HOST = os.environ.get("SMTP_HOST", "localhost")
    EMAIL_PORT = int(os.environ.get("SMTP_PORT", "25"))
    EMAIL_HOST_USER = os.environ.get("SMTP_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("SMTP_PASSWORD", "")
    EMAIL_USE_TLS = os.environ.get("SMTP_TLS", "1") == "1"
    EMAIL_TIMEOUT = 10
elif DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"
WEBADRES = os.environ.get("WEBADRES", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")

# --- our own --------------------------------------------------------------------------------------------------------
ORGANISATIE_NAAM = os.environ.get("ORGANISATIE_NAAM", "Gemeente Voorbeeldwaard")
THEMA_CSS = os.environ.get("THEMA_CSS", "")
THEMA_KLASSE = os.environ.get("THEMA_KLASSE", "")  # class on <html> under which that theme sets its tokens
STAPPEN = "wasstraat.stappen.STAPPEN"  # the ten rooms in order; the gate refreshes a traject's track through it
TRAJECT_PAGINA = "wasstraat.traject.traject"  # shows every room, so it stands in the roof; trajecten only knows its address
DEMO_CASUS = BASIS / "wasstraat" / "demo" / "aankoop-grond.yaml"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"regel": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"scherm": {"class": "logging.StreamHandler", "formatter": "regel"}},
    "root": {"handlers": ["scherm"], "level": os.environ.get("LOGNIVEAU", "INFO" if not PROEF else "WARNING")},
    "loggers": {
        "django.security.csrf": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "celery.beat": {"level": "WARNING"},
        "axes": {"level": "WARNING"},
    },
}
