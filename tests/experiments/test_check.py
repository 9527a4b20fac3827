"""What the checker refuses because no arms could be dealt to it, or too many."""

import pytest

from engine.dsl.compile import Compiled, compile_files
from engine.model.experiment import COMBINATIONS
from engine.runtime.lab import KEPT
from engine.runtime.prepare import prepare
from tests.experiments.lab_shop import DEPTH, SALE, files, program

BY_SESSION = DEPTH.replace("split by customer", "split by session")
GIVEN = """
coupon "given" {
  WHEN
  code 8 digits
  valid 14 days
  uses 1
  discount 10%
  bound to email
  experiment "depth"
}
"""


def refused(compiled: Compiled) -> list[str]:
    """The codes of errors."""
    return [one.code for one in compiled.diagnostics if one.code.startswith("E")]


def rules(count: int, arms: int, begins: tuple[int, ...] = ()) -> Compiled:
    """The rules of `sales`, compiled."""
    return compile_files(files(*sales(count, arms, begins)))


def sales(count: int, arms: int, begins: tuple[int, ...] = ()) -> list[str]:
    """So many sales with an experiment each; those of `begins` run after all others have ended."""
    blocks: list[str] = []
    for number in range(count):
        name = f"e{number}"
        times = "begins 2027-01-02\n  ends 2028-01-01" if number in begins else "ends 2027-01-01"
        variants = "".join(f'  variant "{arm}" {100 // arms}%\n' for arm in range(arms))
        blocks.append(SALE.replace("tea-week", name).replace('"depth"', f'"{name}"'))
        blocks.append(
            f'experiment "{name}" {{\n  {times}\n  holdout {100 - 100 // arms * arms}%\n{variants}}}\n'
        )
    return blocks


@pytest.mark.parametrize(
    ("when", "codes"),
    [
        ("when customer birthday", ["E0808"]),
        ("when customer inactive for 90 days", ["E0808"]),
        ("when order paid", []),
    ],
)
def test_arms_of_carts_are_refused_where_there_is_no_cart(when: str, codes: list[str]) -> None:
    assert codes == refused(compile_files(files(GIVEN.replace("WHEN", when), BY_SESSION)))
    assert [] == refused(compile_files(files(GIVEN.replace("WHEN", when), DEPTH)))


def test_a_sale_may_deal_arms_to_carts_and_a_list_may_not() -> None:
    reader_list = (
        'list "l" {\n  when order paid with product "SAMPLE-1"\n  segment buyers\n  experiment "depth"\n}\n'
    )

    plain = BY_SESSION.replace(" {\n    discount 20%\n  }", "")

    assert [] == refused(compile_files(files(SALE, plain)))
    assert ["E0808"] == refused(compile_files(files(reader_list, plain)))


def test_as_many_arms_may_meet_as_a_process_keeps_ready() -> None:
    assert COMBINATIONS == 2**8
    assert [] == refused(rules(8, 2))
    assert ["E0809"] == refused(rules(9, 2))
    assert ["E0809"] == refused(rules(6, 4))


def test_experiments_that_run_after_each_other_do_not_meet() -> None:
    assert [] == refused(rules(9, 2, begins=(8,)))
    assert [] == refused(rules(14, 2, begins=tuple(range(7, 14))))
    assert ["E0809"] == refused(rules(17, 2, begins=tuple(range(8, 17))))


def test_an_experiment_that_only_drafts_name_meets_nothing() -> None:
    nine = compile_files(files(*sales(9, 2)))
    drafted = compile_files(
        files(*(one.replace("discount", "status draft\n  discount") for one in sales(9, 2)))
    )

    assert (["E0809"], []) == (refused(nine), refused(drafted))


def test_rules_of_the_arms_asked_for_last_are_kept_and_no_more() -> None:
    lab = prepare(program(*sales(10, 2, begins=(8, 9))), b"salt").lab
    assert lab is not None
    dealt = [{f"e{place}": str(number >> place & 1) for place in range(10)} for number in range(KEPT + 1)]

    first = lab.of(dealt[0])
    kept = lab.of(dealt[0]) is first
    for arms in dealt[1:]:
        lab.of(arms)

    assert kept
    assert lab.of(dealt[-1]) is lab.of(dealt[-1])
    assert lab.of(dealt[0]) is not first
