"""Static files under names that change with what they hold, also where one script of ours asks for another."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

# Only where our own modules ask for each other: what others wrote names files that nobody serves.
MODULES = "js/offline/*.js"
ASKS = (r"""(?P<matched>from\s*["'](?P<url>\./[^"']+)["'];)""", """from "%(url)s";""")


class NamedByContent(CompressedManifestStaticFilesStorage):
    patterns = (*CompressedManifestStaticFilesStorage.patterns, (MODULES, (ASKS,)))
