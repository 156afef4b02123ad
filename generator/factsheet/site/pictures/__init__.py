"""Pictures of events in time, as SVG."""
