"""vgt-reader: read a pile of documents the way you read code."""

__version__ = "0.1.0"
