"""The parts of attribution extraction: quotation marks, cues, content, sources, nesting."""
