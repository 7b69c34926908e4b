from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleAwareManifestStorage(CompressedManifestStaticFilesStorage):
    """Hashed names also inside the import lines of ES modules; without it a module keeps loading its old neighbours."""

    support_js_module_import_aggregation = True
