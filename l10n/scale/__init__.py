"""Several machines on one project: a queue of batches on PostgreSQL, workers, and a coordinator.

The coordinator (`--distributed`) does all that a run on one machine does, catalogs included; only the
texts that an engine has to answer, and the entries that checks have to judge, go out as `batches`. A
worker puts what it finds into the shared TM (`answers`), where the coordinator reads it.
"""
