"""Tables of what accounts count: followers and users by month, downloads by month and store."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipelines.reports.contents.accounts import MEASURES, Account, Count, Counts
from pipelines.reports.contents.stretches import Stretch
from pipelines.reports.workbook.flow import Cells, Flow

_STOCKS = frozenset(name for name, how in MEASURES.values() if how == "last")


def add_people(flow: Flow, account: Account, months: Sequence[Stretch]) -> None:
    """Followers and users: how many there were at the end of each month, how many came and went in it."""
    flow.section("粉丝与用户", rows=len(months))
    named = {MEASURES[measure][0]: counts for measure, counts in account.measures.items()}
    heads = [f"{name}（月末）" if name in _STOCKS else name for name in named]
    rows = ([(month.label, "文字"), *_values(named, month)] for month in months)
    flow.table(["月份", *heads], rows)
    flow.remarks(_remarks(named, months))


def add_downloads(flow: Flow, account: Account, months: Sequence[Stretch]) -> None:
    """New downloads by month and store; below, all since launch."""
    stores = sorted(account.stores, key=lambda store: (-account.since_launch.get(store, 0), store))
    counts = {store: account.stores[store] for store in stores}
    flow.section("各应用商店的新增下载量（次）", rows=len(months) + 1)
    flow.table(["月份", *stores, "合计"], (_downloads(counts, month) for month in months))
    since = [account.since_launch.get(store) for store in stores]
    known = [downloads for downloads in since if downloads is not None]
    flow.append([("累计（登记数加之后的新增）", "合计"), *((one, "合计") for one in since), (sum(known), "合计")])
    flow.remarks(_remarks(counts, months))


def _values(measures: Mapping[str, Counts], month: Stretch) -> Cells:
    return [(counts[month].value if month in counts else None, "整数") for counts in measures.values()]


def _downloads(stores: Mapping[str, Counts], month: Stretch) -> Cells:
    found = [counts.get(month) for counts in stores.values()]
    is_whole = all(count and count.days == month.days for count in found)
    total = sum(count.value for count in found if count) if any(found) else None
    cells: Cells = [(count.value if count else None, "整数") for count in found]
    return [(month.label, "文字"), *cells, (total, "整数" if is_whole else "至少")]


def _remarks(named: Mapping[str, Counts], months: Sequence[Stretch]) -> list[str]:
    """What is missing, in one line for all that lack the same."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name, counts in named.items():
        none = [month.label for month in months if month not in counts]
        said = [f"{'、'.join(none)}没有数"] if none else []
        said += [part for month in months if month in counts and (part := _part(month, counts[month], name))]
        if said:
            alike["，".join(said)].append(name)
    return [f"{'、'.join(names)}：{said}" for said, names in alike.items()]


def _part(month: Stretch, count: Count, name: str) -> str:
    """What to know of one number: of which day it is, or how many days it is the sum of; empty if all is there."""
    if name in _STOCKS:
        last = count.last_day
        return f"{month.label}是{last.month}月{last.day}日的数" if last < month.until else ""
    if count.days < month.days:
        return f"{month.label}只有{count.days}天的数" if count.days else f"{month.label}有账号没有数"
    return ""
