"""From rules/*/*.toml to static/language/*.json. docs/language_mirror.md describes what stands in the files."""
