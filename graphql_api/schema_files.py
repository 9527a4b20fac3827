"""Writes both schemas as SDL files: `python -m graphql_api.schema_files`; a test compares them with what is served."""

from pathlib import Path

from strawberry import Schema

from graphql_api.admin.schema import schema as admin
from graphql_api.storefront.schema import schema as storefront

FOLDER = Path(__file__).parent / "schema"
SCHEMAS: dict[str, Schema] = {"storefront": storefront, "admin": admin}


def write() -> None:
    """Bring the files up to date."""
    for name, schema in SCHEMAS.items():
        (FOLDER / f"{name}.graphql").write_text(schema.as_str() + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
