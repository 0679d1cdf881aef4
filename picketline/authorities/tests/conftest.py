"""The shipped directory with the missions of Kazakhstan."""

import pytest

from picketline.authorities.importer import Importer
from picketline.authorities.models import Country


@pytest.fixture
def directory(db):
    """Countries, salutations, closings, and what Kazakhstan has abroad."""
    return {str(step.noun): step for step in Importer(sending={"KZ"}).load()}


@pytest.fixture
def kazakhstan(db):
    """Two countries without any mission, for tests that bring their own."""
    Country.objects.create(iso2="DE", iso3="DEU", names={"en": "Germany", "de": "Deutschland"})
    return Country.objects.create(iso2="KZ", iso3="KAZ", names={"en": "Kazakhstan", "de": "Kasachstan"})
