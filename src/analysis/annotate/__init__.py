"""Article -> Annotation. The only home of spaCy.

One module for each idea; each finds one kind of thing in a spaCy ``Doc``.
"""

from analysis.annotate.language import annotate, annotate_all, load_pipeline
from analysis.language_model import model_identity

__all__ = ["annotate", "annotate_all", "load_pipeline", "model_identity"]
