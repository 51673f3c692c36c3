from django.urls import URLPattern, path

from contacts.views import offering

urlpatterns: list[URLPattern] = [
    path("einstellungen/herkunft/", offering.sources, name="settings_sources"),
    path("einstellungen/herkunft/neu/", offering.source, name="settings_source_new"),
    path("einstellungen/herkunft/<int:pk>/", offering.source, name="settings_source"),
    path("einstellungen/anlass/", offering.reasons, name="settings_reasons"),
    path("einstellungen/anlass/neu/", offering.reason, name="settings_reason_new"),
    path("einstellungen/anlass/<int:pk>/", offering.reason, name="settings_reason"),
    path("einstellungen/produkte/", offering.products, name="settings_products"),
    path("einstellungen/produkte/neu/", offering.product, name="settings_product_new"),
    path("einstellungen/produkte/<int:pk>/", offering.product, name="settings_product"),
    path("einstellungen/kampagnen/", offering.campaigns, name="settings_campaigns"),
    path("einstellungen/kampagnen/neu/", offering.campaign, name="settings_campaign_new"),
    path("einstellungen/kampagnen/<int:pk>/", offering.campaign, name="settings_campaign"),
]
