"""`tf.contrib.learn.preprocessing`: words and categories as numbers."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

__all__ = ["TOKENIZER_RE", "CategoricalVocabulary", "VocabularyProcessor", "tokenizer"]

# Runs of capitals, capitalized words within a run of letters, and words.
TOKENIZER_RE = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z][a-z]+(?=[A-Z])|[\'\w\-]+", re.UNICODE)


def tokenizer(iterator: Iterable[str]) -> Iterator[list[str]]:
    """Yield a list of the words in each document, a string."""
    for text in iterator:
        yield TOKENIZER_RE.findall(text)


class CategoricalVocabulary:
    """A mapping from categories to numbers, from 1 up; unknown categories get 0."""

    def __init__(self, unknown_token: str = "<UNK>", support_reverse: bool = True) -> None:
        self._unknown = unknown_token
        self._mapping: dict[Any, int] = {unknown_token: 0}
        self._counts: dict[Any, int] = {}
        self._names: list[Any] = [unknown_token] if support_reverse else []
        self._support_reverse, self._frozen = support_reverse, False

    def __len__(self) -> int:
        return len(self._mapping)

    def freeze(self, freeze: bool = True) -> None:
        """Treat new categories as unknown from now on; with `freeze=False`, add them."""
        self._frozen = freeze

    def get(self, category: Any) -> int:
        """Return a category's number: for a new one the next free number, or 0 after `freeze()`."""
        if category not in self._mapping:
            if self._frozen:
                return 0
            self._mapping[category] = len(self._mapping)
            if self._support_reverse:
                self._names.append(category)
        return self._mapping[category]

    def add(self, category: Any, count: int = 1) -> None:
        """Add `count` to the count of a category, unless it is unknown."""
        if self.get(category) > 0:
            self._counts[category] = self._counts.get(category, 0) + count

    def trim(self, min_frequency: int, max_frequency: int = -1) -> None:
        """Keep categories counted more than `min_frequency` times, numbered by falling frequency.

        If `max_frequency` is above 0, drop categories counted that many times or more.
        """
        ranked = sorted(
            self._counts.items(), key=lambda item: (-item[1], isinstance(item[0], str), item[0])
        )
        kept = [
            (category, count)
            for category, count in ranked
            if count > min_frequency and not 0 < max_frequency <= count
        ]
        names = [self._unknown, *(category for category, _ in kept)]
        self._mapping = {category: i for i, category in enumerate(names)}
        self._counts = dict(kept)
        if self._support_reverse:
            self._names = names

    def reverse(self, class_id: int) -> Any:
        if not self._support_reverse:
            raise ValueError(
                "This vocabulary was made with support_reverse=False; make it with "
                "support_reverse=True to use reverse()."
            )
        return self._names[class_id]


class VocabularyProcessor:
    """Turns documents (strings) into rows of numbers, one number for each word."""

    def __init__(
        self, max_document_length: int, min_frequency: int = 0,
        vocabulary: CategoricalVocabulary | None = None,
        tokenizer_fn: Callable[[Iterable[str]], Iterable[list[str]]] | None = None,
    ) -> None:
        """Store the settings, and the vocabulary to start with.

        Args:
            max_document_length: length of a row; longer documents are cut, and shorter ones are
                padded with 0.
            min_frequency: words counted this many times or fewer are unknown.
            vocabulary: the vocabulary to which to add words; a new one by default.
            tokenizer_fn: function that yields a list of words for each document.
        """
        self.max_document_length, self.min_frequency = max_document_length, min_frequency
        self.vocabulary_ = vocabulary or CategoricalVocabulary()
        self._tokenizer = tokenizer_fn or tokenizer

    def fit(self, raw_documents: Iterable[str], unused_y: Any = None) -> VocabularyProcessor:
        """Add the words of the documents to the vocabulary, drop rare words, and freeze it."""
        for words in self._tokenizer(raw_documents):
            for word in words:
                self.vocabulary_.add(word)
        if self.min_frequency > 0:
            self.vocabulary_.trim(self.min_frequency)
        self.vocabulary_.freeze()
        return self

    def fit_transform(self, raw_documents: Iterable[str], unused_y: Any = None) -> Any:
        self.fit(raw_documents)
        return self.transform(raw_documents)

    def transform(self, raw_documents: Iterable[str]) -> Iterator[np.ndarray]:
        """Yield the row of numbers for each document, int64 [max_document_length]."""
        for words in self._tokenizer(raw_documents):
            numbers = np.zeros(self.max_document_length, np.int64)
            for i, word in enumerate(words[: self.max_document_length]):
                numbers[i] = self.vocabulary_.get(word)
            yield numbers

    def reverse(self, documents: Iterable[Iterable[int]]) -> Iterator[str]:
        """Yield the words for each row of numbers, as one string."""
        for numbers in documents:
            yield " ".join(self.vocabulary_.reverse(number) for number in numbers)

    def save(self, filename: str) -> None:
        Path(filename).write_bytes(pickle.dumps(self))

    @classmethod
    def restore(cls, filename: str) -> VocabularyProcessor:
        """Read a trusted file written by `save`; reading a file may run code in it."""
        return pickle.loads(Path(filename).read_bytes())
