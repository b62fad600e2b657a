"""All cells of the book, pasted one by one into a notebook after `%load_ext`, in its order.

Where the book says to begin a new session, `%tf_fresh` begins one, and what the book says to carry
over is pasted again. A cell that does not work is an erratum with a number.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from book import BODIES, DATA, LOOK, LOSS

from tests.kernel import kernel

ERRATA = re.compile(r"^\| (\d+) \|", re.M)


class Fault(NamedTuple):
    """A cell that does not work as printed."""

    cell: tuple[int, int]  # its first and its last line
    erratum: int
    error: str  # which begins so
    then: list[str | tuple[int, int]]  # what makes it work


# Cells whose lines the file of the book has joined, with the words before them.
JOINED = {
    516: ["W1 = tf.Variable(tf.truncated_normal([1296, num_hidden], stddev=1./math.sqrt(1296)))",
          "b1 = tf.Variable(tf.constant(0.1,shape=[num_hidden]))"],
    520: ["h1 = tf.sigmoid(tf.matmul(x,W1) + b1)"],
    527: ["W2 = tf.Variable(tf.truncated_normal([num_hidden, 5], stddev=1./math.sqrt(5)))",
          "b2 = tf.Variable(tf.constant(0.1,shape=[5]))",
          "sess.run(tf.global_variables_initializer())"],
    535: ["y = tf.nn.softmax(tf.matmul(h1,W2) + b2)"],
}
X = 'x = tf.placeholder("float", [None, 36, 36])'
CNN = [(949, 949), (951, 953), (955, 957), (963, 964), (967, 969), (982, 982), (984, 986),
       (991, 993), (997, 1004), (1010, 1016), (1022, 1025), (1027, 1038)]
MODEL_FUNCTION = ((1529, 1529), (1538, 1541), (1550, 1558), (1563, 1566), (1575, 1580),
                  (1589, 1597))  # explained line by line
INITIALIZE = "sess.run(tf.global_variables_initializer())"

# By session: lines of the book by first and last are its cells, in its order. What stands in a
# list is carried over from pages before, or is what the book leaves to its reader.
SESSIONS: list[list[int | tuple | list | Fault]] = [
    [  # "Simple computations", "Logistic regression model building", "Basic neural networks"
        (72, 75), (79, 81), (83, 88), (101, 101), (103, 104), (107, 107), (110, 110), (113, 115),
        (119, 120), (123, 123), (126, 128), (132, 132), (136, 137), (142, 143), (150, 152),
        (159, 161), (171, 171), (174, 175), (182, 184), (194, 196), (213, 214), (218, 218),
        (221, 225), (228, 229), (233, 236), (240, 242), (247, 249), (254, 259), (277, 290),
        (292, 292), (296, 304), (307, 307), (312, 314), (319, 320), (325, 327), (329, 330),
        (335, 336), (344, 347), (352, 354), (356, 360), (367, 386), (393, 395), (397, 400),
        (405, 408), (429, 432), (434, 440), (444, 446), (450, 452), (458, 460), (465, 467),
    ],
    [  # "Single hidden layer model"
        (495, 504), [*DATA, (307, 307), *LOOK, (312, 314), (319, 320)], (511, 511), 516, 520, 527,
        535, [*LOSS], (542, 553), (559, 561), (574, 580), (589, 592),
    ],
    [  # "Multiple hidden layer model"
        [*DATA, (307, 307), *LOOK, (312, 314), (319, 320)], (606, 607), (609, 612), (615, 620),
        (625, 628), [(1776, 1779)], (643, 650), (652, 670), (681, 684), (688, 694), (698, 701),
        (707, 709),
    ],
    [  # "Convolutional layer application", "Pooling layer application"
        [(213, 214), "import math", (307, 307)], (774, 775), (781, 782), (791, 793), (795, 796),
        (799, 801), (811, 812), (823, 825), (829, 829), (834, 835), (839, 840), (842, 847),
        (857, 859), (903, 904), (920, 921), (928, 928), (931, 931),
    ],
    [  # "Deep CNN"
        [*DATA, (307, 307), (312, 314), (319, 320)],
        *CNN, Fault((1042, 1058), 27, "ValueError: Cannot feed value of shape", [X, *CNN]),
        (1065, 1069), (1072, 1086),
    ],
    [  # "Deeper CNN", chapter 4, chapter 5
        [*DATA, (307, 307), *LOOK, X, (319, 320), (949, 949), (1832, 1848)], (1103, 1111),
        (1120, 1123), (1124, 1126), (1128, 1131), (1133, 1140), (1143, 1145), (1150, 1171),
        (1173, 1189), (1198, 1205), (1211, 1220), (1226, 1230),
        Fault((1268, 1275), 30, "NameError: name 'datetime'", ["import datetime"]), (1288, 1288),
        (1291, 1292), (1295, 1315), (1317, 1322), (1324, 1327), (1331, 1334), (1337, 1340),
        (1343, 1343), (1347, 1347), (1351, 1352), (1358, 1362),
        (1367, 1375), Fault(  # its y is still the CNN's
            (1377, 1386), 14, "InvalidArgumentError: Graph execution error",
            ["y = tf.nn.softmax(tf.matmul(h1, W1) + b1)", (1367, 1375), INITIALIZE],
        ), (1399, 1401),
        (1405, 1413), (1415, 1420), (1423, 1431), (1437, 1440), (1445, 1446), (1454, 1457),
        (1462, 1468), (1473, 1476), (1488, 1493), (1495, 1499), (1500, 1503), (1504, 1508),
        (1520, 1522), MODEL_FUNCTION, (1607, 1613), (1614, 1615), (1627, 1628), (1658, 1668),
        Fault((1684, 1691), 33, "IndexError", ["train = data['arr_0'] / 255."]), (1698, 1699),
        (1713, 1724), (1731, 1749), (1755, 1779), (1789, 1824), (1832, 1864),
    ],
]
# The training runs, cut.
SHORT = [(r"^epochs = \d+$", "epochs = 20"), (r"steps=1024", "steps=20")]


def is_prose(line):
    return re.search("[\u3000-\u9fff\uff00-\uffef]", line) is not None


def cell(lines, part):
    """The source of a cell, indented again and its training cut."""
    if isinstance(part, str):
        return part
    if isinstance(part, int):
        assert all(piece in lines[part - 1] for piece in JOINED[part])
        return "\n".join(JOINED[part])
    if isinstance(part[0], tuple):
        return "\n".join(cell(lines, piece) for piece in part)
    source = []
    for number in range(part[0], part[1] + 1):
        depth = sum(first <= number <= last for first, last in BODIES)
        source.append("    " * depth + lines[number - 1])
    assert not any(map(is_prose, source)), part
    text = "\n".join(source)
    for pattern, short in SHORT:
        text = re.sub(pattern, short, text, flags=re.M)
    return text


@pytest.mark.slow
@pytest.mark.parametrize("session", range(len(SESSIONS)))
def test_every_cell_of_the_book_works_or_is_an_erratum(session, book, tmp_path, request):
    text = book / "text.zh.txt"
    if not text.exists():
        pytest.skip("the folder does not hold the book")
    lines = text.read_text(encoding="utf-8").splitlines()
    errata = set(ERRATA.findall((request.config.rootpath / "docs/errata.md").read_text("utf-8")))
    worked, faults = 0, []
    with kernel(tmp_path) as run:
        run("%load_ext tfgraph_course")
        for part in SESSIONS[session]:
            if isinstance(part, list):
                for carried in part:
                    assert not run(cell(lines, carried)).error, carried
                continue
            if isinstance(part, Fault):
                assert str(part.erratum) in errata
                error = run(cell(lines, part.cell)).error
                assert error.startswith(part.error) and error, part
                faults.append(part.cell)
                for mended in [*part.then, part.cell]:
                    assert not run(cell(lines, mended)).error, part
                continue
            ended = run(cell(lines, part))
            assert not ended.error and "UsageError" not in ended.printed, (part, ended)
            worked += 1
    print(f"{worked} cells work as printed; {len(faults)} do not: {faults}")
