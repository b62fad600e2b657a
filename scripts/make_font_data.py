"""Draw images of 62 characters from your own fonts or the course's, in the book's format.

Example: python scripts/make_font_data.py --font A.ttf --font B.otf --font C.ttf@Bold
"""

import math
from argparse import RawDescriptionHelpFormatter
from pathlib import Path

import numpy as np

from tfgraph_course.datasets import FONTS_FILE
from tfgraph_course.errors import CourseError, Parser, tell_in_one_sentence
from tfgraph_course.files.atomic import write_whole
from tfgraph_course.files.npz import write_npz
from tfgraph_course.files.shipped import is_clone, to_install

# Visually different and openly licensed; docs/data.md explains the choice.
FAMILIES = ["Playfair Display", "Bebas Neue", "Cinzel", "Alfa Slab One", "Shadows Into Light"]

tell_in_one_sentence()
parser = Parser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
parser.add_argument(
    "--font", action="append", default=[], metavar="FILE",
    help="a TTF, OTF or TTC file; give the option once for each font. FILE@Bold is an instance of "
    "a variable font, FILE@NAME a font of a collection (TTC)",
)
parser.add_argument(
    "--families", nargs="+", default=FAMILIES, metavar="NAME",
    help="families from fontpkg-* packages, used without --font (by default the course's own five)",
)
parser.add_argument(
    "--size", type=int, default=36, help="height and width in pixels, 12 to 256 (%(default)s)"
)
parser.add_argument(
    "--jitter", type=int, default=9, metavar="N",
    help="number of positions of each glyph, a square number: 1, 4, 9, 16, ... (%(default)s)",
)
parser.add_argument("--seed", type=int, default=0, help="seed for the order of the positions (0)")
parser.add_argument(
    "--out", type=Path, metavar="FILE",
    help="file to write (fonts.npz; without --font, the course's own file)",
)
args = parser.parse_args()
if not 12 <= args.size <= 256:
    raise CourseError(f"--size {args.size}: give a number of pixels from 12 to 256.")
if not 1 <= args.jitter <= 100 or math.isqrt(args.jitter) ** 2 != args.jitter:
    raise CourseError(f"--jitter {args.jitter}: give a square number from 1 to 100.")
if not 0 <= args.seed < 2**32:
    raise CourseError(f"--seed {args.seed}: give a number from 0 to {2**32 - 1}.")

try:
    from tfgraph_course.datasets.making.drawing import contact_sheet, draw_fonts
    from tfgraph_course.datasets.making.font_process import draw_font_apart
except ImportError as fault:
    raise CourseError(f"{fault.name} is not installed; run: {to_install('data')}") from fault

# %% Fonts
if args.font:
    parts = [font.partition("@") for font in args.font]
    fonts = [draw_font_apart(path, args.size, instance or None) for path, _, instance in parts]
    names = [font.name for font in fonts]
    versions = ["" for _ in fonts]
else:
    try:
        import fontpkg

        families = [fontpkg.family(name) for name in args.families]
        paths = [fontpkg.path(name) for name in args.families]
    except ImportError as fault:
        raise CourseError(f"fontpkg is not installed; run: {to_install('data')}") from fault
    except fontpkg.FontpkgError as fault:
        raise CourseError(str(fault).splitlines()[0]) from fault
    fonts = [draw_font_apart(path, args.size, "") for path in paths]  # "": the default style
    names = args.families
    versions = [f" {family.version}, {family.license}" for family in families]
if not 2 <= len(fonts) <= 256:
    raise CourseError(f"the number of fonts is {len(fonts)}; give 2 to 256 fonts.")
twice = [name for name in names if names.count(name) > 1]
if twice:
    raise CourseError(f"{twice[0]} is given twice; give each font once.")

# %% Images
images, labels = draw_fonts(fonts, args.seed, args.jitter)
out = args.out or (FONTS_FILE if is_clone() and not args.font else Path("fonts.npz"))
write_npz(out, arr_0=images, arr_1=labels, names=np.array(names), jitters=np.array(args.jitter))
print(f"{out}: {len(images):,} images of {args.size} x {args.size} pixels, {len(fonts)} fonts")
for label, (font, name, version) in enumerate(zip(fonts, names, versions, strict=True)):
    print(f"  {label} {name}{version}: {len(font.glyphs)} characters")
    for note in font.notes:
        print(f"    {note}")
if args.font:
    sheet = out.with_suffix(".png")
    write_whole(sheet, lambda file: contact_sheet(fonts).save(file, "png"))
    print(f"{sheet}: a row for each font")
