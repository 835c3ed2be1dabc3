"""What the house rules say of the code's shape, held against the code itself."""

import ast
import subprocess
import sysconfig
from importlib import import_module
from pathlib import Path

import pytest
from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from crawler import settings as project
from crawler.spiders.base import AggregatorSpider
from crawler.spiders.leads import LeadSpider
from pipelines.stages import STAGES

ROOT = Path(__file__).parents[1]
CODE = sorted([*(ROOT / "crawler").rglob("*.py"), *(ROOT / "pipelines").rglob("*.py")])
SHIPPED_MODEL = ROOT / "crawler" / "reader" / "copy" / "model.py"  # reads the model that is shipped with it, once
PURE = sorted(
    {*(ROOT / "pipelines" / "text").rglob("*.py"), *(ROOT / "crawler" / "reader").rglob("*.py")} - {SHIPPED_MODEL}
)

# What reaches for the clock, the disk, the network or the terminal without an import that a contract could forbid.
IMPURE_CALLS = frozenset("open print input exec eval compile __import__ breakpoint".split())
CLOCKS = frozenset("now utcnow today fromtimestamp utcfromtimestamp".split())
# Modules that import-linter can't forbid, because they are parts of a package that is not forbidden as a whole.
IMPURE_PARTS = frozenset(
    "urllib.request urllib.error urllib.robotparser importlib.resources importlib.metadata".split()
)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imported(tree: ast.AST) -> set[str]:
    """Every module a file imports, "a.b" for ``from a import b`` too."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def impure_calls(tree: ast.AST) -> set[str]:
    """The calls in a file that a pure one may not make."""
    found = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in IMPURE_CALLS:
            found.add(called.id)
        elif isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
            dotted = f"{called.value.id}.{called.attr}"
            if called.value.id in ("datetime", "date") and called.attr in CLOCKS:
                found.add(dotted)
    return found


def test_the_contracts_hold():
    linter = Path(sysconfig.get_path("scripts")) / "lint-imports"
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("path", PURE, ids=named)
def test_text_and_reader_are_pure(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert imported(tree) & IMPURE_PARTS == set()
    assert impure_calls(tree) == set()


def test_an_impure_file_would_be_found():
    tree = ast.parse("from urllib import request\nwhen = datetime.now()\nday = date.today()\nopen('x')\npage.now()\n")
    assert imported(tree) & IMPURE_PARTS == {"urllib.request"}
    assert impure_calls(tree) == {"datetime.now", "date.today", "open"}


def test_boto3_is_imported_by_the_s3_target_alone():
    users = {
        named(path)
        for path in CODE
        if any(name.split(".")[0] in ("boto3", "botocore") for name in imported(ast.parse(path.read_text("utf-8"))))
    }
    assert users <= {"pipelines/storage/s3.py", "pipelines/storage/s3_trouble.py"}
    assert "pipelines/storage/s3.py" in users


@pytest.mark.parametrize("path", CODE, ids=named)
def test_every_file_says_what_lives_in_it(path):
    source = path.read_text("utf-8")
    if source.strip():
        assert ast.get_docstring(ast.parse(source)), "a module's docstring says what lives there"


def spider_files() -> list[Path]:
    shared = {"__init__", "base", "leads"}
    return [path for path in sorted((ROOT / "crawler" / "spiders").glob("*.py")) if path.stem not in shared]


def test_a_spider_is_called_as_its_file_is():
    spiders = {path.stem: import_module(f"crawler.spiders.{path.stem}") for path in spider_files()}
    loader = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": project.SPIDER_MODULES}))
    assert loader.list() and set(loader.list()) == set(spiders)
    for name, module in spiders.items():
        assert loader.load(name).__module__ == module.__name__


OF_AGGREGATORS = [path for path in spider_files() if path.stem != "site"]  # which is nobody's own


@pytest.mark.parametrize("path", OF_AGGREGATORS, ids=lambda path: path.stem)
def test_a_spider_says_whose_it_is(path):
    loader = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": project.SPIDER_MODULES}))
    spider = loader.load(path.stem)
    assert issubclass(spider, AggregatorSpider)
    assert spider.__doc__
    assert spider.site.startswith("https://") and not spider.site.endswith("/")
    assert spider.sources
    assert bool(spider.layouts) != issubclass(spider, LeadSpider)
    assert len({layout.name for layout in spider.layouts}) == len(spider.layouts)
    assert all(layout.name.startswith(f"{spider.name}/") for layout in spider.layouts)
    assert spider.owns(spider.site)
    assert spider.story_key(spider.site + "/") is None


def command_files() -> list[Path]:
    return [path for path in sorted((ROOT / "crawler" / "commands").glob("*.py")) if path.stem != "__init__"]


@pytest.mark.parametrize("path", command_files(), ids=lambda path: path.stem)
def test_a_command_has_a_line_of_help(path):
    command = import_module(f"crawler.commands.{path.stem}").Command()
    assert isinstance(command, ScrapyCommand)
    words = command.short_desc()
    assert words and len(words) <= 80 and words[0].isupper() and not words.endswith(".")
    assert words != ScrapyCommand.short_desc(command)


def test_stages_have_names_of_their_own_and_files_of_those_names():
    names = [stage.name for stage in STAGES]
    assert len(set(names)) == len(names)
    assert [stage.__module__ for stage in STAGES] == [f"pipelines.stages.{name}" for name in names]


def test_no_file_of_code_is_too_long():
    tables = {"vocabulary", "benchmarks"}
    long = {named(path): len(path.read_text("utf-8").splitlines()) for path in CODE if not tables & set(path.parts)}
    assert {name: lines for name, lines in long.items() if lines > 300} == {}
