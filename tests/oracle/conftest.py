"""What the oracle's tests share: the sample as tables, opened once."""

import pytest

from tests.oracle._sample_files import Sample
from warehouse import Home


@pytest.fixture(scope="session")
def sample(sample_home: Home) -> Sample:
    """The inbox of the sample home as pandas tables."""
    return Sample(sample_home.inbox)
