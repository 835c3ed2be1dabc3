"""A folder of site configs: its names are read once, a file when its site is met for the first time."""

from functools import cached_property
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings

from crawler.reader.site_configs.config import SiteConfig
from crawler.reader.site_configs.joining import join
from crawler.reader.site_configs.names import GLOBAL, config_name
from crawler.reader.site_configs.parse import read_config
from crawler.reader.site_configs.reading import SiteConfigReader
from pipelines.errors import WrongSettings

SUFFIX = ".txt"
LARGEST_FILE = 1_000_000  # bytes; the largest public one has 10,000
NO_CONFIGS = frozenset({"licence.txt", "license.txt", "readme.txt", "version.txt"})


class ConfigFolder:
    """The configs of one folder.

    Args:
        folder: Where they lie.

    Raises:
        WrongSettings: There is no such folder, or it can't be read.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self._read: dict[str, SiteConfig | None] = {}
        try:
            files = [entry.name for entry in folder.iterdir() if is_config(entry.name)]
        except OSError as fault:
            raise WrongSettings(
                f"SITE_CONFIGS: {folder} can't be read: {fault.strerror or fault}; name a folder of site configs"
            ) from fault
        self._files = {name.removesuffix(SUFFIX).lower(): name for name in sorted(files)}

    @property
    def names(self) -> tuple[str, ...]:
        """The configs there are, by the names of their files without ".txt", sorted."""
        return tuple(sorted(self._files))

    def of(self, url: str | None) -> SiteConfig | None:
        """The config for a page at an address, joined with ``global.txt``; None where there is none.

        Raises:
            WrongSettings: The file can't be read.
        """
        name = config_name(_host(url), self._files) if url else None
        if name is None:
            return None
        if name not in self._read:
            self._read[name] = join(self.read(name), self._common)
        return self._read[name]

    def read(self, name: str) -> SiteConfig:
        """One file by its name without ".txt", as it stands there.

        Raises:
            WrongSettings: It can't be read.
        """
        return read_config(read_text(self.path(name)), name)

    def path(self, name: str) -> Path:
        """Where a config's file lies."""
        return self.folder / self._files[name]

    @cached_property
    def _common(self) -> SiteConfig | None:
        return self.read(GLOBAL) if GLOBAL in self._files else None


def config_readers(settings: BaseSettings) -> tuple[SiteConfigReader, ...]:
    """The layout that reads by the configs of the folder that SITE_CONFIGS names; none where it names none.

    Raises:
        WrongSettings: There is no such folder, or it can't be read.
    """
    folder = settings.get("SITE_CONFIGS")
    return (SiteConfigReader(ConfigFolder(Path(folder)).of),) if folder else ()


def configs_digest(settings: BaseSettings) -> str | None:
    """SHA-256 of all that the folder that SITE_CONFIGS names holds; None where it names none.

    Raises:
        WrongSettings: The folder, or a file of it, can't be read.
    """
    folder = settings.get("SITE_CONFIGS")
    if not folder:
        return None
    configs = ConfigFolder(Path(folder))
    texts = (f"{name}\0{read_text(configs.path(name))}\0" for name in configs.names)
    return sha256("".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


def is_config(name: str) -> bool:
    """Whether a file of this name is a site config."""
    return name.endswith(SUFFIX) and name != SUFFIX and name.lower() not in NO_CONFIGS


def read_text(path: Path) -> str:
    """A file's text. Letters that are no UTF-8 become marks: they can only stand in what no page holds.

    Raises:
        WrongSettings: It can't be read, or is too large to be a site config.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as fault:
        raise WrongSettings(f"{path} can't be read: {fault.strerror or fault}") from fault
    if len(content) > LARGEST_FILE:
        raise WrongSettings(f"{path} has more than {LARGEST_FILE} bytes: that is no site config")
    return content.decode("utf-8-sig", "replace")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # "http://[", as broken pages print it
        return ""
