"""The channel learnt from pairs: how onsets and rimes are read, and how their letters are (build time)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import exp

from extract.language.syllables import CAPITALS, LOWER, TITLE, case_of, cased, parts, settled, stripped, syllable
from extract.restore.channel import cut, form_of
from extract.restore.letters import LONGEST, MOST_LETTERS, Segments
from extract.restore.training.aligned import distance

Pair = tuple[int, str, str]  # case, clean lower-case syllable, form as read


def counted(pairs: Iterable[tuple[str, str]]) -> Counter[Pair]:
    """How often each syllable was read as each form, by the case of what was read."""
    found: Counter[Pair] = Counter()
    for clean, read in pairs:
        word = settled(clean.lower())
        case = case_of(read)
        if not syllable(word) or len(read) > 12:
            continue
        if case == CAPITALS and not clean.isupper():
            case = TITLE if clean[0].isupper() else LOWER
        if clean.isupper() and len(clean) > 1:
            case = CAPITALS
        if len(clean) == 1:
            case = min(case, TITLE)
        found[case, word, form_of(read, case)] += 1
    return found


class Tables:
    """Counts of onset forms (by case), rime forms (capitals or not) and letter segments."""

    def __init__(self) -> None:
        self.onsets: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
        self.rimes: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
        self.segments = Segments({})


def learn(pairs: Counter[Pair], rounds: int = 4) -> Tables:
    """Expectation-maximisation over where each form is cut, then over how its letters fall."""
    tables = Tables()
    scored: dict[tuple[str, str], float] = {}

    def likeness(a: str, b: str) -> float:
        if (a, b) not in scored:
            scored[a, b] = exp(-2.0 * distance(stripped(a.lower()), stripped(b.lower())))
        return scored[a, b]

    for turn in range(rounds):
        new = Tables()
        totals_o = {k: sum(c.values()) for k, c in tables.onsets.items()}
        totals_r = {k: sum(c.values()) for k, c in tables.rimes.items()}
        for (case, word, form), number in pairs.items():
            onset, rime = parts(word)
            okey, rkey = (case, onset), (int(case == CAPITALS), rime)
            options = []
            for at in range(min(len(form), len(onset) + 2) + 1):
                first, second = cut(form, at, case)
                if not second and len(form) > 0:
                    continue
                p = likeness(cased(onset, case) if onset else "", first) * likeness(rime, second)
                if turn:
                    p = p * 1e-3 + tables.onsets[okey][first] / totals_o[okey] * (
                        tables.rimes[rkey][second] / totals_r[rkey]
                    )
                options.append((p, first, second))
            total = sum(o[0] for o in options)
            for p, first, second in options:
                share = number * p / total
                if share > 1e-3 * number:
                    new.onsets[okey][first] += share  # type: ignore[assignment]
                    new.rimes[rkey][second] += share  # type: ignore[assignment]
        tables = new
    tables.segments = _segments(tables, rounds)
    return tables


def _segments(tables: Tables, rounds: int) -> Segments:
    """Letter segments (one or two clean letters read as nought to three) of all onset and rime pairs."""
    rows: list[tuple[str, str, float]] = []
    for (case, onset), forms in tables.onsets.items():
        clean = cased(onset, TITLE) if case == TITLE else onset
        rows += [(clean, form, n**0.5) for form, n in forms.items() if onset and n > 0.5]
    for (_, rime), forms in tables.rimes.items():
        rows += [(rime, form, n**0.5) for form, n in forms.items() if n > 0.5]
    weights: dict[tuple[str, str], float] = {}

    def start(a: str, b: str) -> float:
        gap = distance(stripped(a.lower()), stripped(b.lower()))
        return exp(-2.0 * gap - 1.5 * (len(a) - 1) - 1.0 * abs(len(a) - len(b)))

    for turn in range(rounds):
        new: dict[tuple[str, str], float] = defaultdict(float)
        for clean, form, number in rows:
            _expect(clean, form, number, weights, start if not turn else None, new)
        totals: dict[str, float] = defaultdict(float)
        for (a, _), n in new.items():
            totals[a] += n
        # a pair of letters must earn its place: it competes with its letters taken one by one
        weights = {
            (a, b): n / (totals[a] + 2.0) * (0.3 if len(a) == 2 else 1.0) for (a, b), n in new.items() if n > 0.05
        }
    return Segments(weights)


def _expect(clean, form, number, weights, start, new) -> None:  # type: ignore[no-untyped-def]
    """Adds the expected segment counts of one pair (forward and backward sums over segmentations)."""
    n, m = len(clean), len(form)
    if n == 0 or m > LONGEST:
        return
    steps = []
    ahead = [[0.0] * (m + 1) for _ in range(n + 1)]
    ahead[0][0] = 1.0
    for i in range(n):
        for j in range(m + 1):
            if not ahead[i][j]:
                continue
            for di in range(1, min(MOST_LETTERS, n - i) + 1):
                for dj in range(min(3, m - j) + 1):
                    a, b = clean[i : i + di], form[j : j + dj]
                    p = start(a, b) if start else weights.get((a, b), 1e-6 if di == 1 and dj else 0.0)
                    if p:
                        steps.append((i, j, i + di, j + dj, a, b, p))
                        ahead[i + di][j + dj] += ahead[i][j] * p
    total = ahead[n][m]
    if not total:
        return
    behind = [[0.0] * (m + 1) for _ in range(n + 1)]
    behind[n][m] = 1.0
    for i, j, u, v, _, _, p in reversed(steps):
        behind[i][j] += p * behind[u][v]
    for i, j, u, v, a, b, p in steps:
        share = ahead[i][j] * p * behind[u][v] / total
        if share > 1e-4:
            new[a, b] += number * share
