"""Vietnamese is told from other languages in whatever state it arrives, and pages are ranked by how well they read."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import readers
from extract.language.legibility import legibility, vietnamese
from extract.language.syllables import stripped
from extract.readers import ReadError

ROOT = Path(__file__).parent.parent
CORPORA = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "corpora").glob("*.txt"))}
FOREIGN = {
    "english": "The council asked its members to examine the draft and to send in their remarks before the end of the "
    "month. At least eighty percent of all applications are to be made online by 2025, and time spent in town halls "
    "is to be cut by half. No one had any doubt that the plan was too bold, but few were willing to say so in public. "
    "It can be done, or so he was told, if all of us put in the hours that it takes to do it.",
    "french": "Le conseil a adopté hier soir le programme de modernisation des services publics. En 2025, au moins "
    "quatre-vingts pour cent des démarches devront être accessibles en ligne, et les délais seront réduits de moitié. "
    "Les élus ont été invités à examiner le projet et à transmettre leurs observations avant la fin du mois, afin "
    "qu'un texte définitif puisse être arrêté à l'automne prochain, si la majorité en est d'accord.",
    "chinese": "到二零二五年,全省百分之八十以上的行政审批事项应当实现网上办理,企业和群众办事的等候时间减少一半。" * 8,
    "lorem": "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et "
    "dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea "
    "commodo consequat. Duis aute irure dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla "
    "pariatur. Excepteur sint occaecat cupidatat non proident, sunt in culpa qui officia deserunt mollit anim.",
    "indonesian": "Pada tahun 2025, paling sedikit delapan puluh persen layanan administrasi harus bisa diakses secara "
    "daring, dan waktu tunggu di kantor desa dikurangi setengahnya. Para anggota dewan diminta untuk memeriksa "
    "rancangan itu dan mengirimkan tanggapan mereka sebelum akhir bulan, supaya naskah akhir dapat disetujui pada "
    "musim gugur. Tidak ada yang ragu bahwa rencana tersebut terlalu ambisius.",
    "licence": (ROOT / "LICENSE").read_text("utf-8"),
    "code": (ROOT / "extract" / "restore" / "chunks.py").read_text("utf-8"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_another_language_is_told(name: str) -> None:
    assert not vietnamese(FOREIGN[name])
    assert legibility(FOREIGN[name]) < 0.1


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_in_another_language_fails_with_a_code(name: str) -> None:
    with pytest.raises(ReadError) as error:
        readers.of_bytes(FOREIGN[name].encode(), "a.txt")
    assert error.value.code == "not_vietnamese"


@pytest.mark.parametrize("name", CORPORA)
def test_every_page_of_the_corpora_passes_with_and_without_marks(name: str) -> None:
    text = CORPORA[name]
    for page in (text[at : at + 1500] for at in range(0, len(text), 1500)):
        assert vietnamese(page)
        assert vietnamese(stripped(page))


def test_short_texts_pass_whatever_they_hold() -> None:
    assert vietnamese("")
    assert vietnamese("Annual report, 80%")
    assert vietnamese("tdi thieu 80%")


def test_a_foreign_block_in_a_vietnamese_document_is_fine() -> None:
    assert vietnamese(FOREIGN["english"] * 3 + CORPORA["soc-trang"][:1500])
    assert vietnamese(CORPORA["soc-trang"] + FOREIGN["licence"])


def test_pages_are_ranked_clean_stripped_damaged_rubbish() -> None:
    clean = CORPORA["soc-trang"][2000:5000]
    assert legibility(clean) > 0.9
    assert 0.4 < legibility(stripped(clean)) < 0.6
    damaged = legibility(CORPORA["dak-nong"])
    assert 0.25 < damaged < 0.55
    assert legibility("\ufffd" * 300 + "a") == 0.0
    assert legibility("□ï§ ¬a°b ±c²d ³e´f µg¶h " * 40) < 0.1
    glued = clean.replace("ả ", "ả").replace("ệ ", "ệ").replace("ộ ", "ộ").replace("ã ", "ã")
    assert legibility(glued) < legibility(clean)


def test_a_page_without_words_is_in_the_middle_or_nothing() -> None:
    assert legibility("12 34 56") == 0.5
    assert legibility(" \n") == 0.0
