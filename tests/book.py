"""The programs of the book, put together from the reader's own copy of it.

The book prints them in blocks, between explanations, and has lost their indentation. Here stands
which of its lines make which program, and which of them are indented; the lines themselves are
read from the file.
"""

from __future__ import annotations

from pathlib import Path

# Bodies of `if`, `for`, `def` and `try`, by first and last line: each indents its lines once.
BODIES = [
    (222, 222), (224, 225), (225, 225), (258, 259), (278, 290), (289, 289), (372, 386),
    (374, 383), (408, 408), (501, 501), (503, 504), (504, 504), (546, 553), (547, 552),
    (578, 578), (592, 592), (656, 670), (658, 667), (692, 692), (701, 701), (1047, 1058),
    (1049, 1056), (1074, 1076), (1079, 1085), (1178, 1189), (1180, 1187), (1218, 1218),
    (1229, 1230), (1296, 1315), (1305, 1305), (1308, 1308), (1311, 1311), (1314, 1314),
    (1327, 1327), (1381, 1386), (1382, 1385), (1538, 1541), (1550, 1558), (1552, 1558),
    (1563, 1566), (1575, 1580), (1589, 1597), (1688, 1691), (1689, 1691),
]

# What the book has its reader carry over from the logistic regression: data, session, loss.
DATA = [(213, 214), "import math", (218, 218), (221, 225), (229, 229), (234, 236), (277, 290),
        (292, 292), (296, 304)]
LOSS = [(345, 347), (353, 354), (357, 360)]
LOOK = [(248, 249)]

# Lines of the book by first and last, in its order; a string is what it leaves to its reader.
PROGRAMS: dict[str, list[tuple[int, int] | str]] = {
    "ch1_simple": [
        (72, 75), (79, 81), (84, 88), (101, 101), (104, 104), (107, 107), (110, 110), (113, 115),
        (119, 120), (123, 123), (126, 128), (132, 132), (136, 137), (142, 143), (150, 152),
        (159, 161), (171, 171), (174, 175), (182, 184), (194, 196),
    ],
    "ch1_logistic": [
        (213, 214), (218, 218), (221, 225), (228, 229), (233, 236), (240, 242), (247, 249),
        (254, 259), (277, 290), (292, 292), (296, 304), (307, 307), (312, 314), (319, 320),
        (325, 327), (329, 330), (335, 336), (344, 347), (352, 354), (356, 360), (367, 386),
        (393, 395), (397, 400), (405, 408),
    ],
    "ch2_transforms": [(429, 432), (434, 440), (444, 446), (450, 452), (458, 460), (465, 467)],
    "ch2_single_hidden": [
        (495, 504), *DATA, (307, 307), *LOOK, (1731, 1749), *LOSS, (542, 553), (559, 561),
        (574, 580), (589, 592),
    ],
    "ch2_deep_nn": [
        *DATA, (307, 307), *LOOK, (1755, 1759), (606, 607), (609, 612), (615, 620),
        (625, 628), (1777, 1779), (643, 650), (652, 670), (681, 684), (688, 694), (698, 701),
        (707, 709),
    ],
    "ch3_conv_pool": [
        (213, 214), "import math", (307, 307), (774, 775), (781, 782), (791, 793), (795, 796),
        (799, 801), (811, 812), (823, 825), (829, 829), (834, 835), (839, 840), (842, 847),
        (857, 859), (903, 904), (920, 921), (928, 928), (931, 931),
    ],
    "ch3_cnn": [
        *DATA, (307, 307), 'x = tf.placeholder("float", [None, 36, 36])', (320, 320), (949, 949),
        (951, 953), (955, 957), (963, 964), (967, 969), (982, 982), (984, 986), (991, 993),
        (997, 1004), (1010, 1016), (1022, 1025), (1027, 1038), (1042, 1058), (1065, 1069),
        (1072, 1086),
    ],
    "ch3_deep_cnn": [
        *DATA, (307, 307), *LOOK, 'x = tf.placeholder("float", [None, 36, 36])', (320, 320),
        (949, 949), (1832, 1848), (1103, 1111), (1120, 1126), (1128, 1131), (1133, 1140),
        (1143, 1145), (1150, 1171), (1173, 1189), (1065, 1069), (1072, 1086), (1198, 1205),
        (1211, 1220), (1226, 1230),
    ],
    "ch4_rnn": [
        (213, 214), "import math, datetime", (221, 225), (1268, 1275), (1288, 1288), (1291, 1292),
        (1295, 1315), (1317, 1322), (1324, 1327), (1331, 1334), (307, 307), (1337, 1340),
        (1343, 1343), (1347, 1347), (1351, 1352), (1358, 1362),
        "y = tf.nn.softmax(tf.matmul(h1, W1) + b1)",
        "sess.run(tf.global_variables_initializer())", (1367, 1375), (1377, 1386),
    ],
}


def program(text: Path, name: str) -> str:
    """Put a program together.

    Args:
        text: the file of the book.
        name: of the program.
    """
    lines = text.read_text(encoding="utf-8").splitlines()
    parts: list[str] = []
    for part in PROGRAMS[name]:
        if isinstance(part, str):
            parts.append(part)
            continue
        for number in range(part[0], part[1] + 1):
            depth = sum(first <= number <= last for first, last in BODIES)
            parts.append("    " * depth + lines[number - 1])
    return "\n".join(parts) + "\n"
