"""What all environments share. Everything that differs between machines comes from the environment."""

import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from peersupport.settings.api import *  # noqa: F403
from peersupport.settings.api import API_APPS, docs_files
from peersupport.settings.beat import *  # noqa: F403
from peersupport.settings.logs import logging_settings
from peersupport.settings.messages import *  # noqa: F403
from peersupport.settings.messages import journal_of

env = environ.FileAwareEnv()  # NAME_FILE=/run/secrets/name works for every NAME
BASE_DIR = Path(__file__).resolve().parents[2]

SECRET_KEY = env.str("SECRET_KEY")
# What wraps the data keys: a key file, and beside it former or coming ones that only open; or a key service.
PEERSUPPORT_KEK_FILE = env.path("PEERSUPPORT_KEK_FILE")
PEERSUPPORT_OTHER_KEK_FILES = env.list("PEERSUPPORT_OTHER_KEK_FILES", default=[])
PEERSUPPORT_KMS = env.str("PEERSUPPORT_KMS", default="")  # such as peersupport.core.vault.VaultTransit
PEERSUPPORT_KMS_URL = env.str("PEERSUPPORT_KMS_URL", default="")
PEERSUPPORT_KMS_KEY = env.str("PEERSUPPORT_KMS_KEY", default="")
PEERSUPPORT_KMS_TOKEN = env.str("PEERSUPPORT_KMS_TOKEN", default="")
# Who vouches for the ends of the ledgers, and where: neither on the database's own host. See docs/operating.md.
LEDGER_KEY_FILE = Path(_place) if (_place := env.str("LEDGER_KEY_FILE", default="")) else None
LEDGER_ANCHORS_FILE = Path(_place) if (_place := env.str("LEDGER_ANCHORS_FILE", default="")) else None
# Where the phone plan is kept for pages that have no database; without it in the memory of each process.
PHONE_PLAN_FILE = Path(_place) if (_place := env.str("PHONE_PLAN_FILE", default="")) else None
DEBUG = False
DEMO = False
CLOCK_MAY_BE_SET = False
REFUSE_UNSAFE_START = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "guardian",
    "allauth",
    "allauth.account",
    "django_htmx",
    "csp",
    "pgtrigger",
    "pghistory",
    "django_structlog",
    *API_APPS,
    "peersupport.core",
    "peersupport.audit",
    "peersupport.language",
    "peersupport.accounts",
    "peersupport.people",
    "peersupport.rules",
    "peersupport.notifications",
    "consent",
    "peersupport.safety",
    "sessions_app",
    "supervision",
    "peersupport.home",
    "peersupport.my_record",
    "peersupport.desk",
    "peersupport.exchange",
    "peersupport.sharing",
    "peersupport.operate",
    "peersupport.api",
    "peersupport.demo",
    "peersupport.bench",
]

MIDDLEWARE = [
    "peersupport.core.patience.only_so_long",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "peersupport.accounts.middleware.PrincipalMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "peersupport.home.middleware.htmx_sign_in",
    "peersupport.home.middleware.keep_no_copy",
    "peersupport.home.broken.remember_house",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "peersupport.home.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "peersupport.urls"
WSGI_APPLICATION = "peersupport.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "peersupport.home.context.page",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- PostgreSQL: rows, sessions, cache -----------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL")}
DATABASES["default"].update(
    ENGINE="peersupport.core.postgres",  # in a request it waits only so long
    CONN_MAX_AGE=600,
    CONN_HEALTH_CHECKS=True,
    ATOMIC_REQUESTS=False,  # transactions are the services'
)
DATABASES["journal"] = journal_of(DATABASES["default"])
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entries"},
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 12
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- History of settings and relations (core.history) --------------------------------------------------------------

PGHISTORY_CREATED_AT_FUNCTION = "history_moment()"
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = False

# --- Sign-in -------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "peersupport.accounts.backends.RoleBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "peersupport.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # slow mail on a phone
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # accounts/step_up.py
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True  # one address each; a new one counts once its code was typed
# guardian holds rare, dated grants that are read with their dates. Its own backend ignores dates, so it stays out.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
ANONYMOUS_USER_NAME = None  # guardian: no row for "nobody"
GUARDIAN_MONKEY_PATCH_USER = False
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="noreply@localhost")

# --- What a browser may do -----------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the front-end kit draws the arrow of a select as data:
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = ["peersupport.core.uploads.InMemoryOnly"]  # no file of anybody's touches a disk

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static", docs_files()]
# Only our own files and that folder: nothing else that libraries bring along is served.
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "peersupport.core.static.ModuleAwareManifestStorage"},
}

# --- Languages and time --------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Celery: the clock, never the truth ------------------------------------------------------------------------------

CELERY_BROKER_URL = env.str("REDIS_URL")
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_DB_REUSE_MAX = sys.maxsize  # peersupport.celery.Task closes those that broke or grew old
CELERY_TASK_TIME_LIMIT = 60
CELERY_TASK_SOFT_TIME_LIMIT = 50
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 120,  # at least twice the time limit, or a task still running is handed out again
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 5,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULER = "peersupport.celery:Scheduler"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_ENABLE_UTC = True

LOGGING = logging_settings()
DJANGO_STRUCTLOG_USER_ID_FIELD = None  # reading it would open the session on every request
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # no line keeps one: it would be worked out for nothing
DJANGO_STRUCTLOG_CELERY_ENABLED = True
