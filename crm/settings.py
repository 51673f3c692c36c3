"""All settings, read from the environment (and a git-ignored `.env`). Nothing else reads the environment."""

from pathlib import Path

from django.utils.translation import gettext_lazy
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "data")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

# -- who may talk to us ------------------------------------------------------------------------
SECRET_KEY = env.str("SECRET_KEY")  # no default: a guessable key would let anybody sign in
DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

TLS_CERT = env.str("TLS_CERT", "")
TLS_KEY = env.str("TLS_KEY", "")
# Written by `serve --lan`: the certificate that tablets have to know, the port of the page that hands it out, and
# how this machine is called.
LAN_AUTHORITY = env.str("LAN_AUTHORITY", "")
LAN_TRUST_PORT = env.int("LAN_TRUST_PORT", 0)
LAN_HOSTS: list[str] = env.list("LAN_HOSTS", [])
HTTPS = env.bool("HTTPS", bool(TLS_CERT))  # true also behind a proxy that speaks TLS
HOST = env.str("HOST", "127.0.0.1")
PORT = env.int("PORT", 8000)

# How many proxies of our own stand before Anklang: limits per sender count the address the outermost of them saw.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)

SECURE_SSL_REDIRECT = HTTPS and not TLS_CERT
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and not TLS_CERT else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # probes come from inside, without TLS
SECURE_HSTS_SECONDS = (
    31_536_000 if HTTPS and not LAN_AUTHORITY else 0
)  # the page that hands it out has no TLS
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 12  # one working day
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# -- what runs ---------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "simple_history",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_structlog",
    "crm.apps.CrmConfig",
    "crm.company.apps.CompanyConfig",
    "crm.outbox.apps.OutboxConfig",
    "contacts.apps.ContactsConfig",
    "cases.apps.CasesConfig",
    "feedback.apps.FeedbackConfig",
    "crm.desk.apps.DeskConfig",
    "crm.dashboard.apps.DashboardConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "crm.company.shared_device.DeviceMiddleware",
    "crm.company.password_again.PasswordAgainMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # pages open to all say login_not_required
    "crm.middleware.PersonLanguageMiddleware",
    "crm.middleware.OwnPasswordMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "crm.lib.reading_copy.JustWrittenMiddleware",
    "csp.middleware.CSPMiddleware",
    "crm.middleware.PermissionsPolicyMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
]

ROOT_URLCONF = "crm.urls"
WSGI_APPLICATION = "crm.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "crm.desk.context.bar",
            ],
            # Named by hand: set up on their own, partials and cotton leave <c-...> uncompiled.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "crm.templatetags.icons",
                "crm.templatetags.formats",
                "crm.templatetags.addresses",
                "crm.templatetags.words",
            ],
        },
    }
]
COTTON_DIR = "components"

# -- where rows lie ----------------------------------------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", f"sqlite:///{DATA_DIR / 'anklang.sqlite3'}")
DATABASES = {"default": env.dj_db_url("DATABASE_URL", DATABASE_URL, conn_max_age=60)}
EMBEDDED_DATABASE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if env.str("DATABASE_URL_READ", ""):  # a copy that follows; pages that only read ask there
    DATABASES["copy"] = env.dj_db_url("DATABASE_URL_READ", conn_max_age=60)
DATABASE_ROUTERS = ["crm.lib.reading_copy.ReadingCopy"]
for _database in DATABASES.values():
    if _database["ENGINE"].endswith("sqlite3"):
        _database["OPTIONS"] = {
            # DEFERRED transactions fail with "database is locked" as soon as two people write.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;",
        }
    else:
        _database["CONN_HEALTH_CHECKS"] = True
        _options = _database.setdefault("OPTIONS", {})
        _options.setdefault("connect_timeout", 5)
        # Our statements join many small tables and come back at once: weighing every order of joins, or compiling
        # the plan to machine code, took PostgreSQL up to thirty times as long as the answer.
        _options.setdefault("options", "-c jit=off -c join_collapse_limit=4")
        # Planning took up to ten times as long as the answer: a statement said three times on a connection keeps its
        # plan there. A pooler in front must know prepared statements (PgBouncer from 1.21 on does).
        _options.setdefault("server_side_binding", True)
        _options.setdefault("prepare_threshold", 3)

REDIS_URL = env.str("REDIS_URL", "")  # empty: everything runs in the one process of `manage.py serve`
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}

# -- mail: without EMAIL_URL every message becomes a file and counts as sent ----------------------
EMAIL_URL = env.str("EMAIL_URL", "")
if EMAIL_URL:
    _mail = env.dj_email_url("EMAIL_URL")
    EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
    EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "Anklang <anklang@localhost>")
PUBLIC_URL = env.str("PUBLIC_URL", f"{'https' if HTTPS else 'http'}://{HOST}:{PORT}").rstrip("/")

# -- a sign of life for somebody outside (a dead-man's switch); nobody is told anything without it ----
PING_URL = env.str("PING_URL", "")

# -- people ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "company.User"
AUTHENTICATION_BACKENDS = ["crm.company.sessions.People"]
SESSION_ENGINE = "crm.company.sessions"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "crm.company.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "crm.company.passwords.NotTheirName"},
    {"NAME": "crm.company.passwords.NotWellKnown"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "crm.company.adapter.ClosedSignup"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {"change_password": "crm.company.forms.OwnPasswordForm"}
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip"}  # per account the database counts: crm.company.guessing

# -- API ---------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "knox.auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "crm.lib.pagination.Pages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "crm.lib.api_errors.plain_errors",
    "PAGE_SIZE": 50,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
REST_KNOX = {"TOKEN_LIMIT_PER_USER": None, "AUTO_REFRESH": False}
SPECTACULAR_SETTINGS = {
    "TITLE": "Anklang",
    "VERSION": "1",
    "DESCRIPTION": gettext_lazy("Kontakte, Vorgänge, Stimmen und Ziele. Authorization: Token …"),
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [],  # several fields are called "kind"; each keeps its choices where it stands
}

# -- language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_I18N = True

# -- files ---------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "crm.lib.bundles.BundleFinder",
]
STATIC_ROOT = DATA_DIR / "static"
STATIC_MANIFEST = env.bool("STATIC_MANIFEST", True)  # tests switch it off: no collectstatic needed
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "crm.lib.static_files.NamedByContent"
            if STATIC_MANIFEST
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not STATIC_MANIFEST
MEDIA_ROOT = DATA_DIR / "media"

# -- backup: every night one file, on this machine; somebody must carry it to another one --------------
NIGHTLY_BACKUP = env.bool("NIGHTLY_BACKUP", True)
BACKUP_DIR = Path(env.str("BACKUP_DIR", str(DATA_DIR / "backups")))
BACKUP_KEEP = env.int("BACKUP_KEEP", 14)
ATTACHMENT_LARGEST = env.int("ATTACHMENT_MB", 10) * 1024 * 1024  # bytes of one file
ATTACHMENTS_AT_ONCE = 10
UPLOAD_LARGEST_REQUEST = max(50 * 1024 * 1024, 2 * ATTACHMENT_LARGEST)
FILE_UPLOAD_HANDLERS = [
    "crm.lib.uploads.CappedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# -- Celery: only a clock that wakes sweeps; every timer is a row ------------------------------------
CELERY_BROKER_URL = REDIS_URL or "memory://"

SIMPLE_HISTORY_REVERT_DISABLED = True
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
SILENCED_SYSTEM_CHECKS: list[str] = []

# -- logs and processes ------------------------------------------------------------------------------
LOGGING_CONFIG = "crm.lib.logging.configure_logs"  # JSON lines without personal data
LOGGING = {"level": env.str("LOG_LEVEL", "INFO")}
DJANGO_STRUCTLOG_USER_ID_FIELD = ""  # who did what is in the history; a log of people's clicks is not wanted
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = 10  # one line per request is enough, written when it is over
WEB_WORKERS = env.int("WEB_CONCURRENCY", 1)  # gunicorn's own name; more than one needs Redis
