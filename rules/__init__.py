"""The knowledge, as data: YAML only. Nothing is to be imported from here."""
