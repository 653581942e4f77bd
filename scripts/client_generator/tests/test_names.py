"""Tests of the client's names, which come from config.yaml: the generator itself knows no API."""

from pathlib import Path

from client_generator.project import HERE, Names, named, runtime


def test_only_the_config_names_the_vendor() -> None:
    names = Names.read(HERE / "config.yaml")
    texts = [path for path in HERE.rglob("*") if path.suffix in (".py", ".jinja") and path.parent.name != "tests"]
    texts = [path for path in texts if path.name not in (names.recipe, names.webhook_recipe)]
    assert len(texts) > 40
    assert [path.name for path in texts if "retell" in path.read_text("utf-8").lower()] == []


def test_the_names_of_a_config_are_in_the_generated_code(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("key_variable: ZOO_KEY\nerror_class: ZooError\n")
    names = Names.read(tmp_path / "config.yaml")
    errors, client = (named(runtime(module), names) for module in ("errors", "client"))
    assert "class ZooError(Exception):" in errors
    assert "ZOO_KEY." in client
    assert "RootError" not in errors + client
