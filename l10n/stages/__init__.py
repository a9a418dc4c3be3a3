"""The stages at work on a `Flow`: each reads and saves its files around one pure function."""
