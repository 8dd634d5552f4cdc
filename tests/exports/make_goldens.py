"""Write the golden exports from literals, in the true shape of each: `python tests/exports/make_goldens.py`.

All of it is invented. What each file must give stands beside it in <layout>.rows.json, worked out by hand;
`expect_rows.py` drafts that file for a new export.
"""

import _app
import _ledgers_money
import _ledgers_news
import _ledgers_party
import _ledgers_public
import _other_platforms
import _short_video
import _unknown
import _wechat

FAMILIES = (
    _wechat, _short_video, _other_platforms, _app, _unknown,
    _ledgers_news, _ledgers_public, _ledgers_money, _ledgers_party,
)  # fmt: skip

if __name__ == "__main__":
    for family in FAMILIES:
        family.write()
