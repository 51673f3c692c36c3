from celery import Celery

app = Celery("anklang")
