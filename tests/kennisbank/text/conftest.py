from hypothesis import settings

# Time limits are tested where they are promised; elsewhere a busy machine should not make a law of text fail.
settings.register_profile("engine", deadline=None)
settings.load_profile("engine")
