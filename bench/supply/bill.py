"""The bill of materials: which packages the base and the extras put on this machine, as CycloneDX JSON.

    python -m bench.supply.bill dist/chitieu.cdx.json

Read from what is installed, so that no network is needed; no address and no path of the machine stands in it.  The
same packages give the same bytes: the serial number is counted from the content, and the time is left out unless
SOURCE_DATE_EPOCH gives one.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from bench.supply.installed import PROJECT, NotInstalled, Part, closure, offered
from bench.supply.licences import Table, Unclear, declared, licence, table

_SERIAL = UUID("6f0c8f2e-6d0b-5d0e-9a63-6b6f2f0a1c17")  # the space in which our serial numbers are counted


def _component(part: Part, known: Table) -> Component:
    """A package: required where the base asks for it, optional where extras alone do (told as a property)."""
    purl = PackageURL("pypi", name=part.name, version=part.version)
    try:
        told = LicenseFactory().make_from_string(licence(part, known))
    except Unclear:
        told = LicenseFactory().make_with_name(declared(part.licensing) or "not declared")
    properties = [Property(name="chitieu:extra", value=extra) for extra in sorted(part.extras)]
    properties += [Property(name="chitieu:carries", value=each) for each in known.carried.get(part.name, ())]
    return Component(
        name=part.name,
        version=part.version,
        type=ComponentType.APPLICATION if part.name == PROJECT else ComponentType.LIBRARY,
        scope=ComponentScope.OPTIONAL if part.extras else ComponentScope.REQUIRED,
        description=part.summary or None,
        licenses=[told],
        purl=purl,
        bom_ref=str(purl),
        properties=properties,
    )


def _rendered(bom: Bom) -> dict[str, Any]:
    """The bill as JSON, its time taken out (it is the moment of asking, not a fact about the packages)."""
    data: dict[str, Any] = json.loads(JsonV1Dot6(bom).output_as_string())
    data["metadata"].pop("timestamp", None)
    return data


def bill(parts: Mapping[str, Part], known: Table, moment: datetime | None = None) -> str:
    """The text of the bill of `parts`, the project among them; `moment` is written as its time."""
    components = {name: _component(part, known) for name, part in parts.items()}
    root = components.pop(PROJECT)
    bom = Bom(components=components.values(), metadata=BomMetaData(component=root), serial_number=_SERIAL)
    for name, part in parts.items():
        needs = [components[need] for need in sorted(part.needs)]
        bom.register_dependency(root if name == PROJECT else components[name], needs)
    content = json.dumps(_rendered(bom), ensure_ascii=False, sort_keys=True)
    bom.serial_number = uuid5(_SERIAL, content)
    data = _rendered(bom)
    if moment is not None:
        data["metadata"]["timestamp"] = moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main(arguments: list[str]) -> int:
    """Write the bill to the file named; 1 with one line where a package is missing."""
    (target,) = arguments
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        parts = closure(extras=offered())
    except NotInstalled as error:
        print(f"{error}: `make test` sets up all of them.", file=sys.stderr)
        return 1
    path = Path(target)
    path.parent.mkdir(parents=True, exist_ok=True)
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else None
    path.write_text(bill(parts, table(), moment), "utf-8")
    print(f"{len(parts) - 1} packages in {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
