"""What the main screen does, one matter a module: each carries out its commands (`do_…`) and knows only what it is given."""
