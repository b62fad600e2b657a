"""The README as a package index shows it, where links relative to the repository lead nowhere."""

import re
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface

# What follows is relative: no address, and no place in the same page.
_LINK = re.compile(r'(src="|\]\()(?!\w+:|#)')


class Readme(MetadataHookInterface):
    """Gives links and pictures the address in pyproject.toml, if there is one."""

    def update(self, metadata: dict) -> None:
        text = Path(self.root, "README.md").read_text(encoding="utf-8")
        text = _LINK.sub(lambda link: link[0] + self.config["files"], text)
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
