"""Where the pipeline finds what it reads beside facts."""

from pathlib import Path

from factsheet.pipeline.folders import find_overrides
from factsheet.site.shipped import shipped_templates


def test_overrides_are_those_of_the_theme_of_that_name_and_the_projects_come_first(
    tmp_path: Path,
) -> None:
    own = tmp_path / "site_templates" / "hosts" / "material"
    own.mkdir(parents=True)
    shipped = shipped_templates() / "hosts" / "material"
    assert find_overrides(tmp_path, "material") == [own, shipped]
    assert find_overrides(tmp_path / "bare", "material") == [shipped]


def test_a_theme_without_a_name_or_of_another_has_no_overrides(tmp_path: Path) -> None:
    assert find_overrides(tmp_path, None) == find_overrides(tmp_path, "another") == []
