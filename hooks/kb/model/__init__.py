"""The records of `data/`: one frozen, typed class for each kind of thing.

The classes are the schema. Every field has a Korean label (`title`) and an example, which
findings, the JSON Schemas for editors and the writers' reference show.
"""
