"""A sample and the day it is asked about, with the periods that figures use."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from tests.oracle._counted import Counted
from tests.oracle._sample_files import Sample, within

Figures = dict[str, Counted]
"""Figure id -> what it counts and comes to."""


@dataclass(frozen=True)
class Asked:
    """A sample, and the day it is asked about."""

    sample: Sample
    day: date

    @property
    def new_year(self) -> date:
        return self.day.replace(month=1, day=1)

    @property
    def eve(self) -> date:
        """The last day of the year before."""
        return self.new_year - timedelta(1)

    @property
    def days_of_year(self) -> int:
        return (self.day - self.new_year).days + 1

    @property
    def same_days_last_year(self) -> tuple[date, date]:
        """First and last of them; February 29 is the 28th of the year before."""
        first, last = (pd.Timestamp(day) - pd.DateOffset(years=1) for day in (self.new_year, self.day))
        return first.date(), last.date()

    def this_year(self, rows: pd.DataFrame, column: str) -> pd.DataFrame:
        """Rows from January 1 to the day."""
        return within(rows, column, self.new_year, self.day)

    def until(self, rows: pd.DataFrame, column: str, last: date) -> pd.DataFrame:
        """Rows up to `last`, or to the day if that comes first."""
        return within(rows, column, date(1900, 1, 1), min(last, self.day))

    def full_months(self, first: str) -> pd.PeriodIndex:
        """Months from `first` that were over by the end of the day."""
        return pd.period_range(first, pd.Period(self.day + timedelta(1), "M") - 1, freq="M")
