"""What many plugs cost Home Assistant."""
