"""Any supported file -> the :class:`~analysis.model.Article` objects in it.

``sniffing`` tells what a file is, and ``readers`` names the module that reads each format:
``webpages`` (with ``pagedata``, ``pagedates``, ``flattening``), ``mail``, ``pdf``, ``word``,
``rich_text``, ``feeds``, ``records``, ``archives``, and ``nexis`` for exports of many articles.
Formats that need a library are read in a process of their own (``confined``, ``worker``), within
``limits``. ``decoding`` turns bytes into text, ``paragraphs`` finds the blocks of a text,
``metadata`` reads the TOML beside a file, ``dates`` the text's own date line, and ``loading`` puts
all together.
"""

from analysis.articles.loading import (
    ANNOTATION_LIMIT,
    Loaded,
    article_files,
    check_length,
    load_article,
    load_articles,
    split_name,
)
from analysis.articles.sniffing import SUFFIXES

__all__ = [
    "ANNOTATION_LIMIT",
    "SUFFIXES",
    "Loaded",
    "article_files",
    "check_length",
    "load_article",
    "load_articles",
    "split_name",
]
