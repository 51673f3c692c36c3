"""The web application, for gunicorn: `gunicorn crm.wsgi:application`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
application = get_wsgi_application()

# What is loaded by now stays for good; no collection of garbage needs to walk through it again.
gc.collect()
gc.freeze()
