"""How many words of scanned pages are read right: `python bench/words_right.py [--dpi 100 200] [--pages 8] [--show]`.

Pages are made by `office_pages.py`: prose, lists, letters and tables with dotted rules, in fonts with and without
serifs, grainy, skewed by up to 3 degrees.  A word is right if it stands in the text as read as often as on the page.
Seconds are those of the processor, the engine's included.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

from office_pages import pages_of, words_of

from extract.language.syllables import stripped
from extract.readers import of_bytes


def _seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> None:
    """Print, for each resolution, the share of words right, of words with a wrong mark only, and of figures right."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dpi", type=int, nargs="+", default=[100, 200])
    options.add_argument("--pages", type=int, default=8)
    options.add_argument(
        "--show", action="store_true", help="the words that were missed, and what was read beside them"
    )
    given = options.parse_args()
    for dpi in given.dpi:
        total, right, marks, figures, figures_right, seconds = 0, 0, 0, 0, 0, 0.0
        for name, data, words in pages_of(dpi, given.pages):
            start = _seconds()
            source = of_bytes(data, "scan.pdf")
            spent = _seconds() - start
            truth, read = Counter(words), Counter(words_of(source.raw))
            missed, odd = truth - read, read - truth
            bare = Counter(stripped(w) for w in odd.elements()) & Counter(stripped(w) for w in missed.elements())
            wrong = sum(missed.values())
            own = [w for w in words if re.search(r"\d", w)]
            lost = sum(n for w, n in missed.items() if re.search(r"\d", w))
            print(
                f"{dpi:4} {name:28} {1 - wrong / len(words):.3f} right, {bare.total() / len(words):.3f} marks, "
                f"figures {len(own) - lost}/{len(own)}, ruled {'| TT |' in source.raw}, {spent:.1f} s",
                flush=True,
            )
            if given.show:
                print("     missed:", *sorted(missed), "\n     read:  ", *sorted(odd))
                print("     ", source.notices)
            total, right, marks = total + len(words), right + len(words) - wrong, marks + bare.total()
            figures, figures_right, seconds = figures + len(own), figures_right + len(own) - lost, seconds + spent
        print(f"{dpi:4} all: {right / total:.4f} of {total} words right, {marks / total:.4f} marks only, "
              f"figures {figures_right}/{figures}, {seconds / given.pages:.2f} s a page", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
