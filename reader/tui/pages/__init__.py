"""Pages of lines: read-model values laid out for a width, no widget in sight."""
