"""An answer to each exercise."""
