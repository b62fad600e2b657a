"""Make data/weather.npz in the book's format: synthetic, or from a NOAA station's record."""

import os
import sys
from functools import partial
from pathlib import Path

from tfgraph_course.datasets.making.ghcn import read_ghcn, tell
from tfgraph_course.datasets.making.weather_station import make_station
from tfgraph_course.datasets.weather import LEAST_WEEKS, WEATHER_FILE
from tfgraph_course.datasets.weeks import cut_weeks
from tfgraph_course.errors import CourseError, Parser, tell_in_one_sentence
from tfgraph_course.files.atomic import write_whole
from tfgraph_course.files.npz import write_npz
from tfgraph_course.files.shipped import is_clone

tell_in_one_sentence()
parser = Parser(description=__doc__)
parser.add_argument("--seed", type=int, default=0, help="seed for the synthetic station (0)")
parser.add_argument(
    "--ghcn", type=Path, metavar="STATION.csv",
    help="a station file of NOAA's GHCN-Daily, .csv or .csv.gz, instead of the synthetic station",
)
parser.add_argument(
    "--without", default="", metavar="NAME,...",
    help="elements that the station does not measure, such as SNWD,SNOW: their columns are 0",
)
parser.add_argument(
    "--out", type=Path, metavar="FILE", help=f"file to write ({WEATHER_FILE}); needed with --ghcn"
)
parser.add_argument(
    "--look", type=Path, metavar="FOLDER",
    help="also draw the synthetic weather in this folder, and print its monthly values and normals",
)
args = parser.parse_args()

if not 0 <= args.seed < 2**32:
    raise CourseError(f"--seed {args.seed} is outside 0..{2**32 - 1}; give a seed in this range.")
without = [name for name in args.without.split(",") if name]
if unknown := [name for name in without if name not in ("PRCP", "SNWD", "SNOW")]:
    raise CourseError(f"--without {unknown[0]}: give one or more of PRCP, SNWD and SNOW.")
if without and not args.ghcn:
    raise CourseError("--without applies only to a station's file; give it with --ghcn.")
if args.ghcn and not args.out:
    raise CourseError("--ghcn needs --out FILE; it does not replace the course's own file.")
if args.ghcn and args.look:
    raise CourseError("--look compares the synthetic station with its normals; leave out --ghcn.")
if args.look and not args.look.is_dir():
    raise CourseError(f"{args.look} is not a folder; make it first.")

if args.ghcn:
    daily, summary = read_ghcn(args.ghcn, without)
    weekly, left_out = cut_weeks(daily)
    print(tell(summary, left_out), file=sys.stderr)
    if len(weekly) < LEAST_WEEKS:
        raise CourseError(
            f"{args.ghcn}: the file has only {len(weekly)} whole weeks; give a record with at "
            f"least {LEAST_WEEKS}."
        )
else:
    daily = make_station(args.seed)
    weekly, _ = cut_weeks(daily)

out = args.out or (WEATHER_FILE if is_clone() else Path("weather.npz"))
write_npz(out, daily=daily, weekly=weekly)
print(f"{out}: {len(daily):,} days, {len(weekly):,} weeks")

if args.look:
    os.environ["MPLBACKEND"] = "Agg"
    from tfgraph_course.datasets.making.weather_picture import draw_days, draw_normals, table

    print(table(daily))
    normals, days = draw_normals(daily), draw_days(daily, "1950-07-01", "1952-06-30")
    for name, picture, options in (
        ("weather.png", normals, {"bbox_inches": "tight"}), ("weather_days.png", days, {}),
    ):
        write_whole(args.look / name, partial(picture.savefig, format="png", dpi=100, **options))
