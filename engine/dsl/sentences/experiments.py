"""An experiment in words: who sees which variant of a rule."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from engine.dsl.sentences.speech import Speech
from engine.model.experiment import Experiment, SplitBy, Variant

_UNITS: Mapping[SplitBy, tuple[str, str]] = {
    SplitBy.CUSTOMER: ("customers", "お客様"),
    SplitBy.ORDER: ("orders", "注文"),
    SplitBy.SESSION: ("visits", "訪問"),
}


def experiment_text(experiment: Experiment, speech: Speech) -> str:
    """Who sees the rule as it is, who with other lines, and who does not see it."""
    unit = speech.say(*_UNITS[experiment.split_by])
    parts = [_variant(one, unit, speech) for one in experiment.variants]
    if experiment.holdout > Fraction(0):
        share = speech.percent(experiment.holdout)
        parts.append(speech.say(f"{share} do not see it", f"{share}には適用しません"))
    return speech.say(
        f'In the experiment "{experiment.name}", {speech.both(parts)}.',
        f"実験「{experiment.name}」: {'、'.join(parts)}。",
    )


def variant_text(arm: str, texts: Sequence[str], speech: Speech) -> str:
    """What a variant says otherwise, in the sentences of a rule."""
    return speech.say(f'Variant "{arm}": {" ".join(texts)}', f"バリエーション「{arm}」: {''.join(texts)}")


def _variant(variant: Variant, unit: str, speech: Speech) -> str:
    share = speech.percent(variant.share)
    if not variant.overrides:
        return speech.say(
            f"{share} of {unit} see this rule as it is ({variant.name})",
            f"{unit}の{share}にはこのまま適用({variant.name})",
        )
    changed = speech.both(f"`{label}`" for label in variant.overrides)
    return speech.say(
        f"{share} of {unit} see it with another {changed} ({variant.name})",
        f"{unit}の{share}には{changed}を変えて適用({variant.name})",
    )
