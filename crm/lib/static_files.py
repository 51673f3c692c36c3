"""Static files under names that change with what they hold, also where one script asks for another."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class NamedByContent(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True
