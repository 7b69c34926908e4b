"""Weekly counts, made by the database from what is there anyway."""
