"""Word files give what they would print: numbers, notes, tables, changes accepted; hostile ones end with a code."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract import extract, readers
from extract.measure.evaluate import evaluate
from extract.pipeline.components import load
from extract.readers import Options, ReadError
from extract.readers.content import Content
from extract.readers.word import docx
from tests.legacy import tcvn3_characters, vni_characters
from tests.word import cell, levels, of_text, package, para, run, table

ROOT = Path(__file__).parent.parent
SENTENCE = "Đến năm 2025, tối thiểu 80% thủ tục hành chính được cung cấp dịch vụ công trực tuyến toàn trình."


def read(body: str, **parts: str) -> Content:
    return docx.content(package(body, None, **parts), "a", Options())


def lines(body: str, **parts: str) -> list[str]:
    return [line for line in read(body, **parts).raw.split("\n") if line]


def numbered(text: str, number: int = 1, depth: int = 0) -> str:
    return para(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def num(number: int, abstract: int = 0, inner: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{inner}</w:num>'


@pytest.mark.parametrize("automatic", [False, True], ids=["typed", "automatic"])
@pytest.mark.parametrize("name", ["dak-nong", "phu-yen", "quang-ngai", "soc-trang", "tay-son"])
def test_a_document_as_word_file_is_read_as_well_as_its_text(name: str, automatic: bool, tmp_path: Path) -> None:
    raw = (ROOT / "corpora" / f"{name}.txt").read_text("utf-8")
    pipeline, scores = load(), list[float]()
    for source in (readers.of_text(raw), readers.of_bytes(of_text(raw, numbered=automatic), name)):
        file = tmp_path / f"{len(scores)}.json"
        file.write_text(extract(source, pipeline).model_dump_json(by_alias=True), "utf-8")
        scores.append(evaluate([(ROOT / "tests" / "gold" / f"{name}.jsonl", file)], bag=True)[0].strict_f1)
    assert abs(scores[0] - scores[1]) <= 0.02


def test_text_of_runs_breaks_and_symbols() -> None:
    body = para(
        run("Đến năm"), "<w:r><w:tab/></w:r>", run("2025"), "<w:r><w:br/></w:r>", run("đạt 8"), run("0% "),
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', run("5 km"),
        run("2", '<w:vertAlign w:val="superscript"/>'),
        "<w:r><w:t>từ 1</w:t><w:noBreakHyphen/><w:t>2</w:t><w:softHyphen/></w:r>",
    )  # fmt: skip
    assert lines(body) == ["Đến năm 2025 đạt 80% ≥5 km²từ 1-2"]


def test_a_line_break_before_a_label_begins_a_paragraph() -> None:
    assert lines(para(run("Mục tiêu:"), "<w:r><w:br/></w:r>", run("- tối thiểu 80%"))) == [
        "Mục tiêu:", "- tối thiểu 80%",
    ]  # fmt: skip


def test_fields_give_their_result_and_no_instruction() -> None:
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    told = "<w:r><w:instrText> REF a99 </w:instrText></w:r>"
    page = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    body = para(run("x "), begin, told, middle, run("80%"), end, begin, page, middle, run("97"), end, run(" y"))
    body += para('<w:fldSimple w:instr="DATE"><w:r><w:t>12</w:t></w:r></w:fldSimple>', begin, told)
    assert lines(body + para("sau")) == ["x 80% y", "12", "sau"]


def test_links_and_controls_are_text_and_placeholders_are_not() -> None:
    body = para(f"<w:hyperlink>{run('liên kết')}</w:hyperlink>", f"<w:smartTag>{run(' thẻ')}</w:smartTag>")
    body += f"<w:sdt><w:sdtPr/><w:sdtContent>{para('trong')}</w:sdtContent></w:sdt>"
    body += f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{para('mẫu')}</w:sdtContent></w:sdt>"
    assert lines(body) == ["liên kết thẻ", "trong"]


def test_a_text_box_stands_once_behind_its_paragraph() -> None:
    inner = f"<w:txbxContent>{para('trong khung')}</w:txbxContent>"
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{inner}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{inner}</v:textbox></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(para(run("trước "), box, run("sau"))) == ["trước sau", "trong khung"]


def test_changes_are_accepted_and_counted() -> None:
    body = para(
        run("Đến năm 2025, tối thiểu "), f"<w:del>{run('97%').replace('w:t', 'w:delText')}</w:del>",
        f"<w:ins>{run('80%')}</w:ins>", run(" hồ sơ được giải quyết đúng hạn."),
    )  # fmt: skip
    body += para(f"<w:moveFrom>{run('đi 96%')}</w:moveFrom>") + para(f"<w:moveTo>{run('đến')}</w:moveTo>")
    found = read(body)
    assert "tối thiểu ~~97%~~80% hồ sơ" in found.raw
    assert "96" not in found.raw
    assert found.notices == (("tracked_changes", "2 insertions taken in, 2 deletions left out"),)
    assert [t.measure.value for t in extract(readers.of_bytes(package(body), "a")).targets] == [80]


def test_a_deleted_paragraph_mark_joins_and_is_not_counted() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = numbered("một") + para(f"<w:del>{run('bỏ')}</w:del>", properties=listed + gone) + numbered("hai")
    body += para("Đến năm ", properties=gone) + para("2025")
    assert lines(body, numbering=levels(("decimal", "%1.")) + num(1)) == ["1. một", "2. ~~bỏ~~hai", "Đến năm 2025"]


def test_deleted_rows_are_left_out() -> None:
    rows = table(["Chỉ tiêu", "Đơn vị", "2025"], ["a", "%", "1"], ["b", "%", "2"])
    gone = rows.replace("<w:tr>" + cell("a"), "<w:tr><w:trPr><w:del/></w:trPr>" + cell("a"))
    assert lines(gone) == ["| Chỉ tiêu | Đơn vị | 2025 |", "| b | % | 2 |"]


def test_hidden_text_is_left_out_and_counted() -> None:
    style = '<w:style w:type="character" w:styleId="H"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
    found = read(para(run("thấy"), run("ẩn 9", "<w:vanish/>"), run("8", '<w:rStyle w:val="H"/>')), styles=style)
    assert found.raw == "thấy\n\n"
    assert found.notices == (("left_out", "5 characters of hidden text left out"),)


def test_capitals_by_format_are_capitals() -> None:
    assert lines(para(run("nghị quyết", "<w:caps/>"))) == ["NGHỊ QUYẾT"]


LIST = levels(
    ("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("lowerLetter", "%4)"), ("bullet", "\uf0b7"),
    ("bullet", "+"), ("lowerRoman", "(%7)"), ("decimalZero", "Điều %8."), ("none", ""),
)  # fmt: skip


def test_labels_are_counted_as_word_does() -> None:
    depths = [0, 1, 1, 2, 2, 3, 3, 3, 3, 3, 4, 5, 3, 1, 2, 0, 1, 6, 7, 8]
    labels = [
        "I.", "1.", "2.", "2.1.", "2.2.", "a)", "b)", "c)", "d)", "e)", "-", "+", "f)", "3.", "3.1.", "II.", "1.",
        "(i)", "Điều 01.",
    ]  # fmt: skip
    body = "".join(numbered("mục", depth=depth) for depth in depths)
    assert lines(body, numbering=LIST + num(1)) == [f"{label} mục" for label in labels] + ["mục"]


def test_lists_of_one_kind_go_on_unless_they_begin_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = numbered("x") + numbered("x", 2) + numbered("x", 3) + numbered("x", 3) + numbered("x", 9) + numbered("x", 0)
    found = lines(body, numbering=levels(("decimal", "%1.")) + num(1) + num(2) + num(3, inner=anew))
    assert found == ["1. x", "2. x", "5. x", "6. x", "x", "x"]


def test_labels_by_style_and_empty_paragraphs_count() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>'
    )
    a, b = '<w:pStyle w:val="A"/>', '<w:pStyle w:val="B"/>'
    body = para("x", properties=a) + para(properties=a) + para("y", properties=b)
    assert lines(body, styles=styles, numbering=levels(("decimal", "%1.")) + num(1)) == ["1. x", "3. y"]


def test_headings_by_style_outline_or_bold() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="Đề"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    )
    body = para("Mục tiêu", properties='<w:pStyle w:val="H1"/>') + para("Chung", properties='<w:pStyle w:val="L"/>')
    body += para(run("Riêng", "<w:b/>")) + para(run("1. Riêng", "<w:b/>")) + para(run("RIÊNG", "<w:b/>"))
    body += para(run("Nửa", "<w:b/>"), run(" này")) + para(run("Không", '<w:b w:val="0"/>'))
    assert lines(body, styles=styles) == [
        "**Mục tiêu**", "**Chung**", "**Riêng**", "1. Riêng", "RIÊNG", "Nửa này", "Không",
    ]  # fmt: skip


def merged(text: str, *, first: bool) -> str:
    return cell(text if first else "", f'<w:vMerge w:val="{"restart" if first else "continue"}"/>')


HEADS = ("TT", "Chỉ tiêu", "Đơn vị")
ANNEX = para("PHỤ LỤC CHỈ TIÊU CẢI CÁCH HÀNH CHÍNH") + table(
    [*(merged(head, first=True) for head in HEADS), cell("Mục tiêu", '<w:gridSpan w:val="2"/>')],
    [*(merged("", first=False) for _ in HEADS), "2025", "2030"],
    [cell("I. Cải cách thủ tục hành chính", '<w:gridSpan w:val="5"/>')],
    ["1", "Tỷ lệ hồ sơ được giải quyết đúng hạn", merged("%", first=True), "95", "98"],
    ["2", "Mức độ hài lòng của người dân", merged("", first=False), "90", "95"],
)


def test_merged_cells_are_repeated() -> None:
    assert lines(ANNEX)[1:3] == [
        "| TT | Chỉ tiêu | Đơn vị | Mục tiêu | Mục tiêu |", "| TT | Chỉ tiêu | Đơn vị | 2025 | 2030 |",
    ]  # fmt: skip
    assert lines(ANNEX)[5] == "| 2 | Mức độ hài lòng của người dân | % | 90 | 95 |"


def test_an_annex_table_gives_a_record_a_cell() -> None:
    records = extract(readers.of_bytes(package(ANNEX), "a.docx")).targets
    assert [(t.measure.value, t.measure.unit, t.period and t.period.end) for t in records] == [
        (95, "percent", 2025), (98, "percent", 2030), (90, "percent", 2025), (95, "percent", 2030),
    ]  # fmt: skip
    assert [t.indicator.id for t in records] == ["procedure.on_time"] * 2 + ["satisfaction.agency"] * 2


def test_a_note_in_a_cell_leaves_its_value_whole() -> None:
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    body = ANNEX.replace(para("95"), para(run("95"), mark), 1)
    data = package(body, footnotes=f'<w:footnote w:id="1">{para("Không tính cấp xã")}</w:footnote>')
    found = extract(readers.of_bytes(data, "a.docx"))
    assert [t.measure.value for t in found.targets] == [95, 98, 90, 95]
    assert "[^1]: Không tính cấp xã" in docx.content(data, "a", Options()).raw


def test_a_title_row_as_wide_as_the_table_stands_over_it() -> None:
    body = table([cell("Bảng 1", '<w:gridSpan w:val="3"/>')], ["Chỉ tiêu", "Đơn vị", "2025"], ["a", "%", "5"])
    assert lines(body) == ["Bảng 1", "| Chỉ tiêu | Đơn vị | 2025 |", "| a | % | 5 |"]


def test_tables_that_place_text_are_taken_apart() -> None:
    head = table([cell(para("UBND TỈNH A") + para("Số: 12/QĐ-UBND")), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["x", "y"])
    sign = table([cell(para("Nơi nhận:") + para("- Như trên")), "CHỦ TỊCH"], ["", "Nguyễn Văn A"], ruled=False)
    framed = table([cell(para("khung") + ANNEX)])
    assert lines(head + sign + framed)[:10] == [
        "UBND TỈNH A", "Số: 12/QĐ-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "x", "y", "Nơi nhận:", "- Như trên",
        "CHỦ TỊCH", "Nguyễn Văn A", "khung",
    ]  # fmt: skip
    assert lines(framed)[2].startswith("| TT |")


def test_a_footnote_does_not_cut_its_sentence() -> None:
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    body = para(run("Đến năm 2025, tối thiểu 80% thủ tục hành chính"), mark, run(" được giải quyết đúng hạn."))
    body += para("Sau đó.")
    note = f'<w:footnote w:id="7">{para("<w:r><w:footnoteRef/></w:r>", run(" Không tính 12 xã."))}</w:footnote>'
    assert lines(body, footnotes=note) == [
        "Đến năm 2025, tối thiểu 80% thủ tục hành chính[^1] được giải quyết đúng hạn.", "[^1]: Không tính 12 xã.",
        "Sau đó.",
    ]  # fmt: skip
    record = extract(readers.of_bytes(package(body, footnotes=note), "a")).targets[0]
    assert record.measure.value == 80
    assert "đúng hạn" in record.source.sentence.text


def test_notes_are_numbered_in_the_order_of_their_marks() -> None:
    marks = [
        '<w:r><w:endnoteReference w:id="1"/></w:r>',
        '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>9</w:t></w:r>',
    ]
    found = lines(
        para(run("a 5%"), marks[1], run(" b"), marks[0]),
        footnotes=f'<w:footnote w:id="1">{para("chân")}</w:footnote>',
        endnotes=f'<w:endnote w:id="1">{para("cuối")}</w:endnote>',
    )
    assert found == ["a 5%[^1] b[^2]", "[^1]: chân", "[^2]: cuối"]


def test_heads_feet_and_contents_are_furniture() -> None:
    begin, end = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    told = "<w:r><w:instrText>TOC \\o</w:instrText></w:r>"
    body = para(begin, told, middle, "Mục tiêu 5") + para("Giải pháp 7", end) + para(SENTENCE)
    found = read(body, header=para("Nghị quyết số 12"), footer=para('<w:fldSimple w:instr="PAGE"/>', "12"))
    assert [found.raw[a:b] for a, b in found.furniture] == ["Mục tiêu 5", "Giải pháp 7", "Nghị quyết số 12", "12"]
    data = package(body, header=para("Nghị quyết số 12"))
    assert len(extract(readers.of_bytes(data, "a")).targets) == 1


def test_old_fonts_are_put_right_run_by_run() -> None:
    abc, capitals = '<w:rFonts w:ascii=".VnTime"/>', '<w:rFonts w:ascii=".VnTimeH"/>'
    body = para(run(tcvn3_characters("nghị quyết"), capitals)) + para(
        run(tcvn3_characters("Đến năm 2025, tối th"), abc), run(tcvn3_characters("iểu 80%"), abc), run(" hồ sơ à ý")
    )
    found = read(body)
    assert [line for line in found.raw.split("\n") if line] == ["NGHỊ QUYẾT", "Đến năm 2025, tối thiểu 80% hồ sơ à ý"]
    assert found.notices == (("encoding", "text of TCVN3 fonts put right"),)
    vni = '<w:rFonts w:ascii="VNI-Times"/>'
    assert lines(para(run(vni_characters(SENTENCE), vni))) == [SENTENCE]
    assert lines(para(run(SENTENCE, abc))) == [SENTENCE]  # a name that stayed behind
    assert lines(para(run(tcvn3_characters(SENTENCE)))) == [SENTENCE]  # a name that was lost


def test_strict_files_and_moved_bodies_are_read() -> None:
    data = package(para("chữ"))
    strict = repacked(data, {"word/document.xml": lambda d: d.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )})  # fmt: skip
    assert docx.content(strict, "a", Options()).raw == "chữ\n\n"


def repacked(data: bytes, changes: dict[str, object]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            change = changes.get(name)
            new.writestr(name, change(old.read(name)) if callable(change) else old.read(name))
    return stream.getvalue()


def code_of(data: bytes, options: Options | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        docx.content(data, "a", options or Options())
    assert "\n" not in caught.value.message
    return caught.value.code


def with_body(text: str) -> bytes:
    return repacked(package(para("x")), {"word/document.xml": lambda _: text.encode()})


LAUGHS = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'


def test_bombs_and_damage_have_their_codes() -> None:
    good = package(para(SENTENCE))
    assert code_of(package(para("x"), extra={"word/media/a.bin": bytes(30_000_000)})) == "too_large"
    assert code_of(package(para("x" * 3_000_000)), Options(max_bytes=2_000_000)) == "too_large"
    assert code_of(package(para("x"), extra={f"e{i}": b"" for i in range(10_001)})) == "too_large"
    assert code_of(good[:-200]) == "truncated"
    assert code_of(good[:300]) == "truncated"
    assert code_of(with_body("<w:document")) == "truncated"
    assert code_of(with_body("<other/>")) == "not_a_document"
    locked = bytearray(good)
    for at in (i for i in range(len(good)) if good[i : i + 4] == b"PK\x01\x02"):
        locked[at + 8] |= 1
    assert code_of(bytes(locked)) == "encrypted"


def test_xml_bombs_are_refused(tmp_path: Path) -> None:
    assert code_of(with_body(f"{LAUGHS}{DOCUMENT}<w:p><w:t>&b;</w:t></w:p></w:body></w:document>")) == "too_large"
    secret = tmp_path / "secret.txt"
    secret.write_text("99%", "utf-8")
    outside = f'<!DOCTYPE a [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    assert code_of(with_body(f"{outside}{DOCUMENT}<w:p>&a;</w:p></w:body></w:document>")) == "too_large"
    assert code_of(with_body(f"{DOCUMENT}{'<w:tbl><w:tr><w:tc>' * 5000}")) == "too_large"


def test_paths_in_names_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = package(para("chữ"), extra={"../out.txt": b"x", "/tmp/../out.txt": b"x", "word/../../styles.xml": b"x"})
    outside = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r"'
        ' Type="a/footnotes" Target="../../../etc/passwd"/></Relationships>'
    )
    data = repacked(data, {"word/_rels/document.xml.rels": lambda _: outside.encode()})
    assert docx.content(data, "a", Options()).raw == "chữ\n\n"
    assert not list(tmp_path.iterdir())


def test_a_broken_side_part_costs_only_itself() -> None:
    data = package(para(SENTENCE), styles="", numbering="", footnotes="")
    torn = repacked(data, dict.fromkeys(["word/styles.xml", "word/numbering.xml"], lambda _: b"<w:styles"))
    assert docx.content(torn, "a", Options()).raw.strip() == SENTENCE


def test_a_deep_or_late_document_ends() -> None:
    deep = "".join(f"<w:tbl><w:tr><w:tc>{para(str(i))}" for i in range(70)) + "</w:tc></w:tr></w:tbl>" * 70
    assert len(lines(deep)) == 70
    body = "".join(para(f"đoạn {i}") for i in range(20_000))
    late = docx.content(package(body), "a", Options(deadline=0.0))
    assert dict(late.notices).keys() == {"partial"}
    assert 0 < late.raw.count("\n\n") < 20_000


def test_pictures_without_text_are_told() -> None:
    wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    pic = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    drawing = (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{wp}"><wp:extent cx="6000000" cy="8000000"/><p:pic xmlns:p="{pic}"/>'
        "</wp:inline></w:drawing></w:r>"
    )
    assert code_of(package(para(drawing))) == "no_text_layer"
    assert read(para(drawing) + para("chữ")).notices == (("left_out", "1 large pictures not read"),)


def test_the_same_bytes_give_the_same_text() -> None:
    data = package(ANNEX)
    assert docx.content(data, "a", Options()) == docx.content(data, "b", Options())


SEEDS = [
    package(ANNEX + numbered("x"), numbering=LIST + num(1), footnotes=f'<w:footnote w:id="1">{para("y")}</w:footnote>'),
    of_text(f"1. Mục tiêu\n\na) {SENTENCE}\n", numbered=True),
]
PARTS = [(seed, name) for seed in SEEDS for name in zipfile.ZipFile(io.BytesIO(seed)).namelist() if "xml" in name]
EDIT = st.tuples(st.integers(0, 1 << 20), st.integers(0, 40), st.binary(max_size=40))


def edited(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """Bytes with pieces replaced, as a fuzzer does."""
    for at, gone, put in edits:
        at %= len(data) + 1
        data = data[:at] + put + data[at + gone :]
    return data


def harmless(data: bytes) -> None:
    """A Content or a ReadError with a code, nothing else."""
    try:
        found = docx.content(data, "a", Options(max_bytes=5_000_000))
    except ReadError:
        return
    assert all(0 <= a <= b <= len(found.raw) for a, b in found.furniture)
    found.raw.encode("utf-8")


@settings(deadline=None)
@given(st.sampled_from(SEEDS), st.lists(EDIT, max_size=4))
@example(SEEDS[0], [])
def test_mutated_archives_are_harmless(seed: bytes, edits: list[tuple[int, int, bytes]]) -> None:
    harmless(edited(seed, edits))


@settings(deadline=None)
@given(st.sampled_from(PARTS), st.lists(EDIT, min_size=1, max_size=4))
def test_mutated_parts_are_harmless(part: tuple[bytes, str], edits: list[tuple[int, int, bytes]]) -> None:
    seed, name = part
    harmless(repacked(seed, {name: lambda data: edited(data, edits)}))


TAGS = ["p", "r", "t", "tbl", "tr", "tc", "ins", "del", "txbxContent", "sdt", "sdtContent", "fldChar", "hyperlink"]
TREES = st.recursive(
    st.sampled_from(
        ["<w:t>80%</w:t>", "<w:tab/>", '<w:fldChar w:fldCharType="begin"/>', '<w:footnoteReference w:id="1"/>']
    ),
    lambda inner: st.builds(
        lambda tag, parts: f"<w:{tag}>{''.join(parts)}</w:{tag}>", st.sampled_from(TAGS), st.lists(inner, max_size=4)
    ),
    max_leaves=25,
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(TREES, max_size=4))
def test_elements_in_any_order_are_harmless(trees: list[str]) -> None:
    harmless(package("".join(trees), footnotes=f'<w:footnote w:id="1">{para("y")}</w:footnote>'))
