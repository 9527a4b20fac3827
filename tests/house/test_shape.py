"""The shape of each floor: values are frozen, the core waits for nothing, use cases are apart."""

import ast
import tomllib

from tests.house.sources import PRODUCT, PURE, ROOT, Module, imports, modules

IMMUTABLE = {"frozen": True, "slots": True, "kw_only": True}
MAGIC = {"pkgutil", "importlib", "inspect"}
FAMILY = 4  # use cases in one file: make, use and end of one thing
READS = "engine/service/ask.py"  # thin readings of the store, all in one place

# Each library has one home; import-linter guards it from the first import on.
HOMES = {
    "lark": "engine.dsl",
    "tortoise": "engine.store",
    "asyncpg": "engine.store",
    "aiosqlite": "engine.store",
    "strawberry": "graphql_api",
    "starlette": "graphql_api",
    "arq": "engine.drivers",
    "redis": "engine.drivers",
    "aiosmtplib": "engine.delivery",
    "httpx2": "engine.delivery",
}


def test_values_and_models_are_frozen() -> None:
    assert [] == [
        f"{module.path}:{node.lineno}: {node.name}"
        for module in modules("engine/values", "engine/model")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and not _is_frozen(node)
    ]


def test_the_pure_floors_wait_for_nothing() -> None:
    waiting = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)
    assert [] == [
        f"{module.path}:{node.lineno}"
        for module in modules(*PURE)
        for node in ast.walk(module.tree)
        if isinstance(node, waiting)
    ]


def test_nothing_is_discovered_by_magic() -> None:
    # The verbs and the door are fetched by name on first use, from a table that can be read.
    lazy = ("engine/cli", "engine/__init__.py")
    registered = [module for module in modules(*PRODUCT) if not module.path.startswith(lazy)]
    assert [] == [module.path for module in registered if imports(module) & MAGIC]


def test_a_service_file_holds_one_use_case_or_one_small_family() -> None:
    families = {module.path: _public_functions(module) for module in modules("engine/service")}
    assert {} == {path: names for path, names in families.items() if len(names) > FAMILY and path != READS}


def test_every_trigger_and_kind_is_in_the_registry() -> None:
    words = {
        module.path.removesuffix(".py").replace("/", ".")
        for module in modules("engine/vocabulary/kinds", "engine/vocabulary/triggers")
        if not module.path.endswith("__init__.py")
    }
    registry = [
        module for module in modules("engine/vocabulary") if module.path.endswith("vocabulary/registry.py")
    ]
    named = {name for module in registry for name in imports(module)}
    assert set() == words - named


def test_a_library_that_is_imported_is_guarded_in_its_home() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    guarded = {
        (library, home)
        for contract in contracts
        if contract["type"] == "protected"
        for library in contract["protected_modules"]
        for home in contract["allowed_importers"]
    }
    imported = {name.split(".")[0] for module in modules(*PRODUCT) for name in imports(module)}
    assert set() == {(library, home) for library, home in HOMES.items() if library in imported} - guarded


def _is_frozen(node: ast.ClassDef) -> bool:
    """Tell whether a class is a frozen dataclass, or of a kind that needs to be none."""
    if any(isinstance(base, ast.Name | ast.Subscript) and _is_fixed(base) for base in node.bases):
        return True
    return any(
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Name)
        and decorator.func.id == "dataclass"
        and {word.arg: getattr(word.value, "value", None) for word in decorator.keywords}.items()
        >= IMMUTABLE.items()
        for decorator in node.decorator_list
    )


def _is_fixed(base: ast.Name | ast.Subscript) -> bool:
    name = base.value if isinstance(base, ast.Subscript) else base
    fixed = {"Enum", "IntEnum", "StrEnum", "Flag", "Protocol", "Exception", "ValueError", "TypedDict"}
    return isinstance(name, ast.Name) and name.id in fixed


def _public_functions(module: Module) -> list[str]:
    functions = [
        node for node in module.tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return [function.name for function in functions if not function.name.startswith("_")]
