"""Kept knowledge is the knowledge that its files hold, or it is not used."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from diagnose.knowledge import KnowledgeBase, load, stored
from diagnose.knowledge.compiled import compiled_wording
from diagnose.knowledge.folder import Folder, built_in, digest_of
from diagnose.knowledge.fresh import sound
from diagnose.knowledge.kept import VARIABLE
from diagnose.knowledge.wording import Phrasebook
from tests.knowledge.small import small_rules


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture(scope="module")
def built_in_folder() -> Folder:
    return Folder(built_in(), "rules")


@pytest.fixture(scope="module")
def fresh(built_in_folder: Folder) -> KnowledgeBase:
    return sound([built_in_folder])


def keep(folder: Folder, base: KnowledgeBase) -> None:
    stored.store([folder], base)


def test_what_is_kept_comes_back_equal(kept: Path, built_in_folder: Folder, fresh: KnowledgeBase) -> None:
    keep(built_in_folder, fresh)
    back = stored.restored([built_in_folder])
    assert back is not None
    for name in fresh.__dataclass_fields__:
        assert getattr(back, name) == getattr(fresh, name), name
    assert pickle.loads(pickle.dumps(back)) == back


@pytest.mark.parametrize("at", [0, 80, -2])
def test_one_changed_byte_makes_it_be_read_afresh(
    kept: Path, built_in_folder: Folder, fresh: KnowledgeBase, at: int
) -> None:
    keep(built_in_folder, fresh)
    for file in kept.iterdir():
        content = bytearray(file.read_bytes())
        content[at] ^= 1
        file.write_bytes(content)
    assert stored.restored([built_in_folder]) is None
    assert load().wordings == fresh.wordings


def test_a_damaged_language_is_read_from_its_files_and_kept_again(
    kept: Path, built_in_folder: Folder, fresh: KnowledgeBase
) -> None:
    keep(built_in_folder, fresh)
    (language,) = kept.glob("*.wording-en.json")
    whole = language.read_bytes()
    language.write_bytes(whole[:1000])
    back = stored.restored([built_in_folder])
    assert back is not None
    assert back.wordings["en"] == fresh.wordings["en"]
    assert language.read_bytes() == whole


def test_the_compiled_wording_is_kept_and_compiled_anew_when_its_file_is_damaged(
    kept: Path, built_in_folder: Folder, fresh: KnowledgeBase
) -> None:
    keep(built_in_folder, fresh)
    back = stored.restored([built_in_folder])
    assert back is not None
    compiled = compiled_wording(fresh.wordings["de"])
    assert isinstance(back.wordings, stored.Wordings)
    assert back.wordings.compiled("de") == compiled
    (file,) = kept.glob("*.compiled-de.json")
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"amazon", b"amazom"))
    assert back.wordings.compiled("de") == compiled
    assert file.read_bytes() == whole


def test_a_kept_book_reads_as_one_that_was_just_compiled(
    kept: Path, built_in_folder: Folder, fresh: KnowledgeBase
) -> None:
    keep(built_in_folder, fresh)
    back = stored.restored([built_in_folder])
    assert back is not None
    text = "Ihre Rate verspäteter Lieferungen liegt über 4 %. Ihr Konto wurde deaktiviert."
    just = Phrasebook(fresh.wordings["de"]).read(text)
    assert just.hits
    assert [stored.book(back.wordings, "de").read(text) for _ in range(2)] == [just, just]


def test_a_notice_is_diagnosed_by_what_is_kept_without_reading_yaml(
    kept: Path, built_in_folder: Folder, fresh: KnowledgeBase
) -> None:
    keep(built_in_folder, fresh)
    code = """
import sys, diagnose
case = diagnose.read_case(text="Your account has been deactivated: your late shipment rate is above 4 %.")
print(diagnose.diagnose(case).grounds[0].id, "yaml" in sys.modules)
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["late-shipment", "False"]


def test_a_file_that_moves_to_a_pack_makes_other_knowledge(tmp_path: Path) -> None:
    keys = set()
    for number, own in enumerate(["a", "ab"]):
        folders = [tmp_path / f"{number}" / name for name in ("rules", "pack")]
        for letter in "abc":
            at = folders[letter not in own] / "facts" / f"{letter}.yaml"
            at.parent.mkdir(parents=True, exist_ok=True)
            at.write_text("[]", "utf-8")
        laid = [Folder(folders[0], "rules"), Folder(folders[1], "pack", "pack")]
        digest = digest_of([file for folder in laid for file in folder.files])
        keys.add((digest, stored._key(laid, digest)))
    assert len({digest for digest, _ in keys}) == 1, "the bytes in their order are the same"
    assert len(keys) == 2


def test_a_changed_rule_is_seen_at_once(kept: Path, tmp_path: Path) -> None:
    rules = small_rules(tmp_path / "rules")
    folder = Folder(rules, "rules")
    keep(folder, sound([folder]))
    assert stored.restored([Folder(rules, "rules")]) is not None
    changed = next(iter(sorted(rules.glob("grounds/*/*.yaml"))))
    changed.write_text(changed.read_text("utf-8") + "# changed\n", "utf-8")
    assert stored.restored([Folder(rules, "rules")]) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps each user's folder to that user")
def test_what_others_may_write_is_not_trusted(
    kept: Path, built_in_folder: Folder, fresh: KnowledgeBase
) -> None:
    keep(built_in_folder, fresh)
    for file in kept.iterdir():
        file.chmod(0o666)
    assert stored.restored([built_in_folder]) is None


@pytest.mark.parametrize("place", ["off", os.devnull, "/dev/null/nowhere"])
def test_nothing_depends_on_a_place_to_keep_it(
    monkeypatch: pytest.MonkeyPatch, fresh: KnowledgeBase, place: str
) -> None:
    monkeypatch.setenv(VARIABLE, place)
    assert load().version == fresh.version


def test_only_the_latest_are_kept(kept: Path, tmp_path: Path) -> None:
    rules = small_rules(tmp_path / "rules")
    for number in range(9):
        folder = Folder(rules, f"rules-{number}")
        keep(folder, sound([folder]))
    assert len(list(kept.glob("*.base.json"))) == 6
