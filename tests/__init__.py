"""A regular package, not a namespace: textstat brings a top-level package "tests" of its own, which would win."""
