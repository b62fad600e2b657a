"""Python 2's `random`, for programs that are written in Python 2: a seed gives the same draws."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, MutableSequence, Set
from typing import Any


class Random(random.Random):
    """Python 2's generator, which made whole numbers, choices and orders from `random()`."""

    def seed(self, a: Any = None, *_: Any) -> None:
        """Start over, with the numbers that Python 2 drew after this seed."""
        super().seed(a if isinstance(a, int | str | bytes | None) else hash(a), version=1)

    def sample(self, population: Any, k: int) -> list[Any]:
        """Draw `k` different elements, also of a set."""
        return super().sample(listed(population), k)

    def shuffle(self, x: MutableSequence[Any], random: Callable[[], float] | None = None) -> None:
        """Bring a list into an order that is drawn with `random`, or with this generator."""
        shuffle(x, random or self.random)

    def jumpahead(self, n: Any) -> None:
        """Go to the state that Python 2 made from this one and `n`."""
        version, state, gauss = self.getstate()
        shown = f"{n!r}({version}, ({', '.join(f'{word}L' for word in state)}), {gauss!r})"
        n, words = int(hashlib.sha512(shown.encode()).hexdigest(), 16), [*state[:-1]]
        for i in reversed(range(2, len(words))):
            words[i], words[n % i] = words[n % i], words[i]
        moved = [words[i] + i * (i > 0) + (i > 0) & 0xFFFFFFFF for i in range(len(words))]
        self.setstate((version, (*moved, len(words)), gauss))

    def _randbelow(self, n: int) -> int:
        """Draw a whole number below `n`; Python's own methods call this."""
        return int(self.random() * n) if n < 1 << 53 else super()._randbelow(n)


def listed(population: Any) -> Any:
    """Return a list in the place of a set, which `random.sample` no longer takes."""
    return [*population] if isinstance(population, Set) else population


def shuffle(x: MutableSequence[Any], draw: Callable[[], float]) -> None:
    """Bring a list into an order that is drawn with a function such as `random.random`."""
    for n in reversed(range(1, len(x))):
        other = int(draw() * (n + 1))
        x[n], x[other] = x[other], x[n]


_shared = Random()
NAMES = {"Random": Random} | {
    name: getattr(_shared, name) for name in [*random.__all__, "jumpahead"] if hasattr(Random, name)
}
