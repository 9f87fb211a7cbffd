"""What earlier runs found out, so that the next does only what has changed.

`store` keeps it; `made_of` is the digest of all that an output is made of but its document; `memory` says what can be
taken over.  A cache that is damaged, locked or not to be written to is done without: it is never a reason to fail.
"""
