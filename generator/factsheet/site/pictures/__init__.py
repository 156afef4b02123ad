"""Pictures as SVG: of events in time, and of who has what from whom."""
