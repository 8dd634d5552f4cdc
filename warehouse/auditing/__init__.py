"""A text held against the warehouse: what each of its numbers claims, and by which verdict it stands.

>>> from warehouse.auditing import held  # held(con, known, "抖音号发布视频1004条。").claims
"""

from warehouse.auditing.holding import Held, held
from warehouse.auditing.judged import Judged, Overruling

__all__ = ["Held", "Judged", "Overruling", "held"]
