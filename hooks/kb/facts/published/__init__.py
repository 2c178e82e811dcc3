"""The data as others take them: long tables, as CSV and JSON, with what describes them.

`tables` says what is published, `column` what a column's type follows from, `rows` what stands in
it, `files` writes it down. The names there are permanent.
"""
