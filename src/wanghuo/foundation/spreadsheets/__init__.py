"""
Reads the tables people really keep, and writes tables back; no Django.

Opens .xlsx, .xls, .ods and .csv in the encodings of Chinese offices, every cell as the text it
shows: no type is guessed, so a column of telephones with a remark in it loses nothing. Finds the
header block below titles, over one to three rows, merged or not; passes totals, remarks and
repeated headers over with the reason.
"""
