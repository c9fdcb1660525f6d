"""Run a notebook on articles and write the report: HTML, PDF, tables, annotation, record.

The one function to call is :func:`analysis.report.run.report`. Importing this package imports
neither papermill nor nbconvert nor typst.
"""
