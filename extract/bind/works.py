"""Works that have a proper name: a road, a bridge, an estate, and what only says how large they are."""

from __future__ import annotations

from extract.bind.scene import Place
from extract.rules.vocabulary import expression, sought


def size_of_a_name(place: Place, start: int) -> bool:
    """ "nâng cấp đường Nguyễn Trãi (2,4 km)": a length or an area alone in the bracket at `start`, behind a name.

    Not in a list of such sizes, where each is what is measured there.
    """
    scene, mention = place.scene, place.mention
    if scene.low[start + 1 : mention.value_start].strip() or any(b.unit == "quantity" for b in place.told):
        return False
    if expression("size").fullmatch(scene.low, mention.value_start, mention.end) is None:
        return False
    named = scene.text[place.clause.start : start].split()[-1:]
    if not named or not named[0][0].isupper():
        return False
    return sought("work_named", scene.low, place.clause.start, start) is not None
