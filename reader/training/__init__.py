"""Makes the tagger's model from open corpora. Needs the extra `[train]` (torch); the reader itself never imports this."""
