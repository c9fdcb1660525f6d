"""Make the files of this folder anew, with the programs that people make such files with.

Needs Chromium, LibreOffice, pandoc and zip. The tests do not run it: they read what is committed.
Run it from the repository: ``python tests/articles/files/make_files.py``.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import tempfile
from email.message import EmailMessage
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
CHROMIUM = shutil.which("chromium") or "chromium"


def run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)


def office(source: Path, target: Path, form: str) -> None:
    """Convert with LibreOffice; `form` is the name of an export filter."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        run("soffice", profile, "--headless", "--convert-to", form, "--outdir", folder, source)
        made = next(Path(folder).glob(f"{source.stem}.*"))
        shutil.copy(made, target)


async def chromium() -> None:
    """Save a page as MHTML and as HTML, and print it with the browser's head and foot."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page()

        async def serve(route: object) -> None:
            body = (SOURCES / "page.html").read_text("utf-8")
            await route.fulfill(body=body, content_type="text/html; charset=utf-8")  # type: ignore[attr-defined]

        await page.route("**/*", serve)
        await page.goto("https://courier.example/fisheries/herring-quota-talks-resume")
        session = await page.context.new_cdp_session(page)
        saved = await session.send("Page.captureSnapshot", {"format": "mhtml"})
        (HERE / "chromium.mhtml").write_bytes(saved["data"].encode())
        (HERE / "chromium.html").write_text(await page.content(), "utf-8")
        margins = dict.fromkeys(("top", "bottom", "left", "right"), "2cm")
        await page.pdf(
            path=HERE / "chromium.pdf", format="A5", display_header_footer=True, margin=margins
        )
        await browser.close()


def mail() -> None:
    """A newsletter in two parts, and a short note, as a mail program sends them."""
    page = (SOURCES / "page.html").read_text("utf-8")
    message = EmailMessage()
    message["From"] = "The Quayside Courier <news@courier.example>"
    message["To"] = "desk@example.org"
    message["Subject"] = "Herring quota talks resume in Port Sella – and the ferry strike"
    message["Date"] = "Wed, 07 May 2031 06:00:00 +0200"
    message["Message-ID"] = "<20310507@courier.example>"
    message["List-Unsubscribe"] = "<https://courier.example/unsubscribe>"
    message.set_content("View this newsletter in your browser: https://courier.example/n/1\n")
    message.add_alternative(page, subtype="html")
    (HERE / "newsletter.eml").write_bytes(message.as_bytes())
    note = EmailMessage()
    note["From"] = "Ingrid Vale <ingrid@example.org>"
    note["To"] = "desk@example.org"
    note["Subject"] = "Re: Fwd: Talks on the béarnaise tariff, second day"
    note["Date"] = "Thu, 08 May 2031 23:50:00 -0500"
    note["Message-ID"] = "<20310508@example.org>"
    note.set_content(
        "Norland’s envoy said on Thursday that the tariff on béarnaise would be lifted by July, \n"
        "if the Isles lift theirs.\n\nThe Isles’ minister, Maud Ellery, rejected this. “Not before \n"
        "August,” she said.\n\n-- \nIngrid Vale\n+00 12 34\n",
        params={"format": "flowed"},
        cte="quoted-printable",
    )
    (HERE / "note.eml").write_bytes(note.as_bytes())


def main() -> None:
    asyncio.run(chromium())
    mail()
    document = SOURCES / "document.html"
    with tempfile.TemporaryDirectory() as folder:
        odt = Path(folder) / "document.odt"
        office(document, odt, "odt")
        office(odt, HERE / "libreoffice.docx", "docx:MS Word 2007 XML")
        office(odt, HERE / "libreoffice.rtf", "rtf:Rich Text Format")
        office(odt, HERE / "libreoffice.pdf", "pdf:writer_pdf_Export")
        uni = Path(folder) / "nexis_uni.odt"
        office(SOURCES / "nexis_uni.html", uni, "odt")
        office(uni, HERE / "nexis_uni.docx", "docx:MS Word 2007 XML")
        office(uni, HERE / "nexis_uni.rtf", "rtf:Rich Text Format")
        office(uni, HERE / "nexis_uni.pdf", "pdf:writer_pdf_Export")
    run("pandoc", "-s", document, "-o", HERE / "pandoc.docx")
    run("pandoc", "-s", document, "-o", HERE / "pandoc.rtf")
    run(
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--no-pdf-header-footer",
        f"--print-to-pdf={HERE / 'chromium_document.pdf'}",
        document.as_uri(),
    )
    scan()
    hyphens(document.read_text("utf-8"))
    office(HERE / "hyphens.docx", HERE / "hyphens.pdf", "pdf:writer_pdf_Export")
    (HERE / "articles.zip").unlink(missing_ok=True)
    run(
        "zip",
        "-j",
        "-X",
        HERE / "articles.zip",
        HERE / "chromium.html",
        HERE / "pandoc.docx",
        HERE / "note.eml",
        HERE / "README.md",
    )


def hyphens(page: str) -> None:
    """The document with small justified pages, heads, feet and hyphens, for LibreOffice to print.

    LibreOffice needs its English hyphenation patterns (Debian: hyphen-en-us).
    """
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(12), Cm(16)
    section.header.paragraphs[0].text = "The Daily Dam – 14 September 2032"
    foot = section.footer.paragraphs[0]
    foot.text = "Page "
    for kind in ("begin", None, "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = " PAGE "
        foot.add_run()._r.append(part)
    document.settings.element.append(OxmlElement("w:autoHyphenation"))
    styles = {"h1": "Title", "h2": "Heading 2", "p": "Normal", "li": "List Bullet"}
    for tag, text in re.findall(r"<(h1|h2|p|li)>(.*?)</\1>", page.split("<body>")[1]):
        document.add_paragraph(text, style=styles[tag]).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    document.save(str(HERE / "hyphens.docx"))


def scan() -> None:
    """A page of text as a picture, in a PDF document."""
    from PIL import Image, ImageDraw

    picture = Image.new("L", (420, 594), 255)
    ImageDraw.Draw(picture).text((40, 40), "Talks resume\n\nEnvoys met on Tuesday.", fill=0)
    picture.save(HERE / "scan.pdf")


if __name__ == "__main__":
    main()
