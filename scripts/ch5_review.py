"""Chapter 5, "Research review": all models, and your own, side by side on one split."""

# %% Knobs
from tfgraph_course.cli.options import parse_review
from tfgraph_course.cli.terminal import set_up

args = parse_review(__doc__, "ch5_review")
set_up(args)

# %% Data
from tfgraph_course.files.atomic import make_folder, write_json, write_text
from tfgraph_course.review.data import load_data
from tfgraph_course.review.report import check_extras, write_report

check_extras()
data = load_data(args.data, args.split, args.split_seed)
out = make_folder(args.out)

# %% Models
from tfgraph_course.models import FONT_MODELS
from tfgraph_course.review.own_model import own_models
from tfgraph_course.review.runs import run_all, shorten

models, seeds, own_epochs = FONT_MODELS, [0, 1, 2], 5000
if args.quick:
    models, seeds, own_epochs = list(map(shorten, models)), [0], 250
own = own_models(args.model, args.model_epochs or own_epochs, data)

# %% Letters
from tfgraph_course import figures
from tfgraph_course.review import pictures

drawn = figures.save(
    {
        "wall": lambda: pictures.wall(data.fonts),
        "jitters": lambda: pictures.jitters(data.fonts),
    },
    out,
)

# %% Train
from tfgraph_course.review.baselines import baselines

plan = [(model, "book", seeds) for model in models]
plan += [(model, "logits", [0]) for model in models]
plan += [(model, "own", seeds) for model in own]
options = {"quick": args.quick, "quiet": args.quiet, "restart": args.restart, "force": args.force}
write_json(out / "options.json", args.changed)
rows = run_all(plan, data, out, **options) + baselines(data.parts)

# %% Compare
from tfgraph_course.review.data import Review
from tfgraph_course.review.runs import machine, versions
from tfgraph_course.review.table import as_markdown, as_text, verdicts
from tfgraph_course.terminal_text import fill

measured_with = versions("tensorflow", "numpy", "scikit-learn")
review = Review(data.name, data.fonts, data.parts, rows, args.quick, measured_with, machine())
print("", as_text(review), *map(fill, verdicts(review)), sep="\n")

# %% Save
write_text(out / "review.md", as_markdown(review))
drawn |= figures.save({"comparison": lambda: pictures.comparison(review)}, out)
write_report(review, out / "report.html", drawn)
print(f"files: {out}; the report is {out / 'report.html'}")
figures.show(args.show)
