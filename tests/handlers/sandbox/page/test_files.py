"""The page's own files: all named in its two HTML files, no other host, no text made markup."""

import re
from pathlib import Path

import handlers.sandbox

PAGE = Path(handlers.sandbox.__file__).parent / "page"
MODULES = sorted(PAGE.rglob("*.js"))
STYLES = sorted(PAGE.rglob("*.css"))
INDEX, GALLERY = (
    (PAGE / name).read_text(encoding="utf-8") for name in ("index.html", "gallery.html")
)


def test_the_page_loads_every_module_and_style_it_has():
    named = set(re.findall(r'(?:href|src)="/page/([^"]+)"', INDEX + GALLERY))
    there = {path.relative_to(PAGE).as_posix() for path in (*MODULES, *STYLES, PAGE / "icon.svg")}
    assert named == there


def test_every_import_has_its_file_and_its_name():
    for module in MODULES:
        source = module.read_text(encoding="utf-8")
        for names, path in re.findall(r'import \{([^}]*)\} from "([^"]+)"', source):
            target = (module.parent / path).resolve()
            assert target in MODULES, f"{module.name} imports {path}"
            exported = target.read_text(encoding="utf-8")
            for name in filter(None, (each.strip() for each in names.split(","))):
                made = rf"export (?:async )?(?:function|const|class) {name}\b"
                assert re.search(made, exported), f"{module.name} imports {name} from {path}"


def test_no_file_names_another_host():
    for path in (*MODULES, *STYLES, PAGE / "index.html"):
        source = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://\w", source), path


def test_text_is_never_made_into_markup():
    for module in MODULES:
        source = module.read_text(encoding="utf-8")
        assert not re.search(r"(inner|outer|Adjacent)HTML|document\.write|eval\(", source), module
