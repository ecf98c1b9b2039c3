"""What a format's table promises, and the losses that follow from it."""

from tesela.model.carried import Carried, FormatLoss, losses
from tests.samples import ACHIEVEMENT, award


def of(*rows: Carried, language: str | None = None) -> dict[str, str]:
    found = losses({"achievement": ACHIEVEMENT, "award": award()}, rows, language)
    return {loss.path: loss.kind for loss in found}


def test_what_no_row_names_is_lost() -> None:
    found = of(Carried("award", "whole"))
    assert found["achievement.workload.hours"] == "lost"
    assert not any(path.startswith("award") for path in found)


def test_a_row_stands_for_all_below_it_and_a_nearer_one_counts_before_it() -> None:
    found = of(
        Carried("achievement", "whole"),
        Carried("achievement.workload", "text"),
        Carried("achievement.workload.hours", "whole"),
    )
    assert found["achievement.workload.credits.points"] == "text"
    assert "achievement.workload.hours" not in found
    assert "achievement.title" not in found


def test_the_first_row_of_a_member_is_its_best() -> None:
    assert "award.grade" not in of(Carried("award.grade", "whole"), Carried("award.grade", "text"))


def test_a_format_of_one_language_loses_the_others_of_every_text() -> None:
    rows = Carried("achievement", "whole"), Carried("award", "whole")
    found = list(losses({"achievement": ACHIEVEMENT}, rows, "de"))
    assert FormatLoss("achievement.title", "languages", "de") in found
    assert not any(loss.path == "achievement.summary" for loss in found), "it has one language"


def test_what_says_nothing_is_not_lost() -> None:
    assert "achievement.funding" not in of()
    assert "achievement.routes" not in of(), "the usual value says nothing"
