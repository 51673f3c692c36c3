from django.urls import URLPattern, path

from contacts.views import campaigns, offering, short_address, worklist

urlpatterns: list[URLPattern] = [
    path("stammdaten/", worklist.worklist, name="master_data"),
    path("stammdaten/<int:number>/", worklist.mend_finding, name="master_data_mend"),
    path("stammdaten/<int:number>/zurueck/", worklist.undo_mending, name="master_data_undo"),
    path("einstellungen/herkunft/", offering.sources, name="settings_sources"),
    path("einstellungen/herkunft/neu/", offering.source, name="settings_source_new"),
    path("einstellungen/herkunft/<int:pk>/", offering.source, name="settings_source"),
    path("einstellungen/herkunft/<int:pk>/reihenfolge/", offering.source_move, name="settings_source_move"),
    path("einstellungen/anlass/", offering.reasons, name="settings_reasons"),
    path("einstellungen/anlass/neu/", offering.reason, name="settings_reason_new"),
    path("einstellungen/anlass/<int:pk>/", offering.reason, name="settings_reason"),
    path("einstellungen/produkte/", offering.products, name="settings_products"),
    path("einstellungen/produkte/neu/", offering.product, name="settings_product_new"),
    path("einstellungen/produkte/<int:pk>/", offering.product, name="settings_product"),
    path("einstellungen/kampagnen/", campaigns.campaigns, name="settings_campaigns"),
    path("einstellungen/kampagnen/neu/", campaigns.campaign, name="settings_campaign_new"),
    path("einstellungen/kampagnen/<int:pk>/", campaigns.campaign, name="settings_campaign"),
    path("einstellungen/kampagnen/<int:pk>/druck/", campaigns.campaign_print, name="settings_campaign_print"),
    path("einstellungen/kampagnen/qr/<slug:code>/", campaigns.campaign_qr, name="settings_campaign_qr"),
    path("k/<slug:code>/", short_address.short_address, name="short_address"),
]
