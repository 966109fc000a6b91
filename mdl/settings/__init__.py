"""Settings: one readable base, thin overlays; every value comes from the environment."""
