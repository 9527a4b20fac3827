"""Past orders under rules with experiments: people are told that arms are not those of the shop."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.cli import main
from engine.cli.replay import report_text
from engine.service.replay import replay
from tests.experiments.lab_shop import DEPTH, SALE, program

EXAMPLE = Path(__file__).resolve().parents[2] / "rules" / "examples" / "27-experiment"


def test_a_replay_says_whose_arms_it_deals_anew() -> None:
    tried, plain = replay(program(SALE, DEPTH), ()), replay(program(SALE, DEPTH).without_experiments, ())

    assert (tried.dealt_anew, plain.dealt_anew) == (("depth",), ())
    told = "arms of depth are dealt anew: a buyer may have another one in the shop"
    assert (told in report_text(tried, "JPY"), told in report_text(plain, "JPY")) == (True, False)


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "arms of tea-depth are dealt anew"), ("ja", "実験 tea-depth のグループは新しく割り当てています")],
)
def test_a_backtest_says_so_in_the_language_that_is_asked_for(language: str, told: str) -> None:
    asked = ["backtest", str(EXAMPLE), str(EXAMPLE), "--orders", "-", "--lang", language]

    answer = CliRunner().invoke(main, asked, input="")

    assert (answer.exit_code, told in answer.output) == (0, True), answer.output
