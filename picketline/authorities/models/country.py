"""States and territories, and what they are called."""

from functools import lru_cache

from django.db import models

from picketline.authorities.gazetteer import alphabetical, countries_in


class Country(models.Model):
    """A state or territory, known by its ISO 3166-1 alpha-2 code."""

    iso2 = models.CharField(max_length=2, primary_key=True)
    iso3 = models.CharField(max_length=3, unique=True)
    numeric = models.CharField(max_length=3, blank=True)
    calling_code = models.CharField(max_length=4, blank=True)
    capital = models.CharField(max_length=120, blank=True)
    official_languages = models.JSONField(default=list, blank=True)
    postal = models.JSONField(default=dict, blank=True, help_text="how an address is written there (libaddressinput)")
    names = models.JSONField(default=dict)

    class Meta:
        ordering = ["iso2"]
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.name_in("en")

    def name_in(self, language: str) -> str:
        """The name in `language` (BCP 47), else in its base language, else in English, else the code."""
        names = {tag.lower(): name for tag, name in self.names.items()}
        tag = language.lower()
        return names.get(tag) or names.get(tag.partition("-")[0]) or names.get("en") or self.iso2

    @staticmethod
    def name_of(code: str, language: str) -> str:
        """The name of a code without asking the database; an unknown code is its own name."""
        return countries_in(language).get(code, code)


@lru_cache(maxsize=128)
def country_choices(language: str) -> list[tuple[str, str]]:
    """Every code with its name, in the alphabetical order of a reader of `language`; asks no database."""
    return sorted(countries_in(language).items(), key=lambda choice: alphabetical(choice[1]))


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """Every code that can be chosen."""
    return frozenset(countries_in("en"))
