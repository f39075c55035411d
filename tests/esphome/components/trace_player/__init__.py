"""A power meter for tests and the demo: plays a recorded trace instead of metering. Host only."""
