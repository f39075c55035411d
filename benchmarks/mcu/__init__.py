"""What the core costs on the chips of plugs, counted in an emulator."""
