"""Chapter 5's review: all models on one split, their runs, baselines, and the report of it all."""
