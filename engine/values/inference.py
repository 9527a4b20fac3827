"""What samples say about what they were drawn from: intervals, tests, and how much more is needed. Pure arithmetic."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

_NORMAL = NormalDist()
CONFIDENCE = 0.95
POWER = 0.8
_SMALL = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value and the interval that covers the true one in 95 of 100 repetitions."""

    value: float
    low: float
    high: float

    def times(self, factor: float) -> "Estimate":
        """The estimate of so many times as much; `factor` is not negative."""
        return Estimate(value=self.value * factor, low=self.low * factor, high=self.high * factor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """`n` drawn values by their sum and the sum of their squares."""

    n: int
    total: float
    squares: float

    @property
    def mean(self) -> float:
        """Of what was drawn; 0 of nothing."""
        return self.total / self.n if self.n else 0.0

    @property
    def variance(self) -> float:
        """Of what it was drawn from, estimated; 0 with fewer than two values."""
        if self.n < 2:
            return 0.0
        return max(0.0, (self.squares - self.total * self.mean) / (self.n - 1))


def share_sample(count: int, of: int) -> Sample:
    """Yes or no, `count` times yes."""
    return Sample(n=of, total=count, squares=count)


def wilson(count: int, of: int, confidence: float = CONFIDENCE) -> Estimate:
    """A share with Wilson's interval, which is right for few and for rare cases, too."""
    if of == 0:
        return Estimate(value=0.0, low=0.0, high=1.0)
    z = _NORMAL.inv_cdf((1 + confidence) / 2)
    share, spread = count / of, z * z / of
    centre = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    # At both ends the formula meets them exactly, arithmetic does not.
    low = 0.0 if count == 0 else max(0.0, centre - half)
    high = 1.0 if count == of else min(1.0, centre + half)
    return Estimate(value=share, low=low, high=high)


def mean(sample: Sample, confidence: float = CONFIDENCE) -> Estimate:
    """A mean with Student's interval; one value says nothing about how far it may be off."""
    if sample.n < 2:
        return Estimate(value=sample.mean, low=-math.inf, high=math.inf)
    half = student((1 + confidence) / 2, sample.n - 1) * math.sqrt(sample.variance / sample.n)
    return Estimate(value=sample.mean, low=sample.mean - half, high=sample.mean + half)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How far the mean of one sample lies above that of another.

    `p` is how often chance alone would show as much at an end that was fixed before; `p_always` holds however often
    somebody looks. `error` is the standard error.
    """

    estimate: Estimate
    error: float
    p: float
    p_always: float


def welch(one: Sample, other: Sample, confidence: float = CONFIDENCE) -> Difference:
    """The difference of two means whose spreads may differ (Welch 1947)."""
    return stratified([(one, other)], confidence)


def stratified(pairs: Sequence[tuple[Sample, Sample]], confidence: float = CONFIDENCE) -> Difference:
    """The difference within each pair of samples, weighed by their size: what differs between pairs is no difference.

    Pairs of which a side has fewer than two values say nothing.
    """
    telling = [pair for pair in pairs if min(pair[0].n, pair[1].n) >= 2]
    if not telling:
        value = sum(one.mean - other.mean for one, other in pairs[:1])
        nothing = Estimate(value=value, low=-math.inf, high=math.inf)
        return Difference(estimate=nothing, error=math.inf, p=1.0, p_always=1.0)
    n = sum(one.n + other.n for one, other in telling)
    weights = [(one.n + other.n) / n for one, other in telling]
    value = sum(
        weight * (one.mean - other.mean) for weight, (one, other) in zip(weights, telling, strict=True)
    )
    parts = [
        (weight**2 * side.variance / side.n, side.n - 1)
        for weight, pair in zip(weights, telling, strict=True)
        for side in pair
    ]
    error = math.sqrt(sum(part for part, _ in parts))
    if error < _SMALL:
        return Difference(
            estimate=Estimate(value=value, low=value, high=value),
            error=0.0,
            p=1.0 if abs(value) < _SMALL else 0.0,
            p_always=1.0 if abs(value) < _SMALL else 0.0,
        )
    freedom = error**4 / sum(part**2 / own for part, own in parts)
    half = student((1 + confidence) / 2, freedom) * error
    return Difference(
        estimate=Estimate(value=value, low=value - half, high=value + half),
        error=error,
        p=2 * (1 - _NORMAL.cdf(_as_normal(abs(value) / error, freedom))),
        p_always=always_valid(value, error, n),
    )


def weighed_mean(pairs: Sequence[tuple[Sample, Sample]]) -> float:
    """The mean of the second samples, each weighed by its pair as `stratified` does; 0 where no pair says anything."""
    telling = [pair for pair in pairs if min(pair[0].n, pair[1].n) >= 2]
    n = sum(one.n + other.n for one, other in telling)
    return sum((one.n + other.n) / n * other.mean for one, other in telling)


def always_valid(value: float, error: float, n: int) -> float:
    """A p-value that may be looked at any time: the mixture sequential probability ratio test (Robbins; Johari 2017).

    The mixture is as wide as the error was at the hundredth value: narrow enough to see what shops care about.
    """
    variance, mixed = error**2, error**2 * n / 100
    exponent = value**2 * mixed / (2 * variance * (variance + mixed))
    log_ratio = exponent + 0.5 * math.log(variance / (variance + mixed))
    return min(1.0, math.exp(-log_ratio))


def holm(ps: Sequence[float]) -> tuple[float, ...]:
    """The p-values of several comparisons, corrected so that all together are wrong no oftener than one (Holm 1979)."""
    corrected, largest = [0.0] * len(ps), 0.0
    for rank, place in enumerate(sorted(range(len(ps)), key=lambda one: ps[one])):
        largest = max(largest, min(1.0, ps[place] * (len(ps) - rank)))
        corrected[place] = largest
    return tuple(corrected)


def chi_square_p(statistic: float, freedom: int) -> float:
    """How often chance alone gives a chi-square statistic as large."""
    return 1.0 if freedom < 1 or statistic <= 0 else _upper_gamma(freedom / 2, statistic / 2)


def chi_square(pairs: Iterable[tuple[float, float]]) -> float:
    """The statistic of observed and expected counts; nothing is expected where nothing can be."""
    return sum((seen - expected) ** 2 / expected for seen, expected in pairs if expected > 0)


def needed_factor(difference: Difference) -> float:
    """By how much longer than so far it takes to show the difference seen in 4 of 5 repetitions; infinite for none."""
    if abs(difference.estimate.value) < _SMALL or math.isinf(difference.error):
        return math.inf
    wanted = _NORMAL.inv_cdf((1 + CONFIDENCE) / 2) + _NORMAL.inv_cdf(POWER)
    return (wanted * difference.error / difference.estimate.value) ** 2


def student(probability: float, freedom: float) -> float:
    """The quantile of Student's distribution, by its expansion (Abramowitz and Stegun 26.7.5)."""
    x = _NORMAL.inv_cdf(probability)
    terms = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return x + sum(term / freedom ** (power + 1) for power, term in enumerate(terms))


def _as_normal(t: float, freedom: float) -> float:
    """The normal deviate that is as rare as `t` (Wallace 1959)."""
    return math.sqrt(freedom * math.log1p(t * t / freedom)) * (1 - 2 / (8 * freedom + 3))


def _upper_gamma(a: float, x: float) -> float:
    """The regularised upper incomplete gamma function: its series for small `x`, else its continued fraction."""
    scale = math.exp(-x + a * math.log(x) - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        step = a
        while term > total * 1e-15:
            step += 1
            term *= x / step
            total += term
        return max(0.0, 1 - total * scale)
    b = x + 1 - a
    c, d = 1 / 1e-300, 1 / b
    fraction = d
    for i in range(1, 500):
        b += 2
        factor = -i * (i - a)
        d = 1 / (factor * d + b)
        c = b + factor / c
        fraction *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return scale * fraction
