"""Draft <layout>.rows.json beside exports that have none: `python tests/exports/expect_rows.py [NAME BELOW THE INBOX]`.

The draft is what the reader gives today, right or wrong, so its test fails: strike each column off `unreviewed` when
you have worked out one of its cells from the export by hand, and the key itself when the list is empty. The name tells
what the file's name and folder must tell (when it was downloaded, for which days); without one it is the file's own.
"""

import sys

from _golden_files import HERE
from _golden_rows import draft

from sources import exports, read

if __name__ == "__main__":
    for export in sorted(HERE.glob("[!_]*/*")):
        rows = export.with_name(f"{export.name.partition('.')[0]}.rows.json")
        if rows.exists() or export.suffix == ".json":
            continue
        name = sys.argv[1] if len(sys.argv) > 1 else export.name
        rows.write_text(draft(read(export, name=name, exports=exports(), aliases={}), name), "utf-8")
        print(rows.relative_to(HERE))
