"""Draw data/data_with_labels.npz in the book's format: 5 fonts x 62 characters x 9 positions."""

import argparse
from pathlib import Path

from tfgraph_course.datasets import FONTS_FILE
from tfgraph_course.errors import CourseError, tell_in_one_sentence
from tfgraph_course.npz import write_npz

# Visually different, and openly licensed; docs/data.md says why these.
FAMILIES = ["Playfair Display", "Bebas Neue", "Cinzel", "Alfa Slab One", "Shadows Into Light"]

tell_in_one_sentence()
parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument(
    "--families", nargs=5, default=FAMILIES, metavar="NAME",
    help="font families; each needs its fontpkg-* package (the course's own)",
)  # fmt: skip
parser.add_argument("--seed", type=int, default=0, help="of the order of the nine positions (0)")
parser.add_argument("--out", type=Path, default=FONTS_FILE, metavar="FILE", help="%(default)s")
args = parser.parse_args()

try:
    import fontpkg

    from tfgraph_course.datasets.drawing import draw_fonts
except ImportError as fault:
    raise CourseError(
        f"{fault.name} is not installed; run: python -m pip install -e '.[data]'"
    ) from fault

try:
    paths = [fontpkg.path(name) for name in args.families]
except fontpkg.FontpkgError as fault:
    raise CourseError(str(fault).splitlines()[0]) from fault

images, labels = draw_fonts(paths, args.seed)
write_npz(args.out, arr_0=images, arr_1=labels)
print(f"{args.out}: {len(images):,} images")
for name, path in zip(args.families, paths, strict=True):
    family = fontpkg.family(name)
    print(f"  {name} {family.version}, {family.license}, {path.name}")
