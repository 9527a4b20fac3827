"""The working copy of a served shop, changed as somebody else would while a page is open."""

from engine.dsl.editing.sheet import digest_of
from engine.model.answers_rules import RulesEdited
from engine.service.rule_files import Author, save_rule_file
from engine.service.working_copy import working_copy
from tests.service.shop import TEST
from tests.ui.site import SHOP, Site

PATH = "rules.otoku"


async def rules_text(site: Site) -> str:
    """The rules as edited."""
    file = (await working_copy(site.engine, SHOP)).file(PATH)
    assert file is not None
    return file.text


async def change_rules(site: Site, old: str, new: str) -> None:
    """Store a draft that has `new` for the first `old`, errors and all."""
    text = await rules_text(site)
    assert old in text
    answer = await save_rule_file(
        site.engine, SHOP, PATH, digest_of(text), text.replace(old, new, 1), Author(actor=TEST)
    )
    assert isinstance(answer, RulesEdited), answer
