"""Work is done again when its input changed, and only then."""

from tools import stamps


def test_the_digest_follows_content_and_name_not_time(tmp_path):
    source = tmp_path / "a.css"
    source.write_text("p {}")
    before = stamps.digest([source])
    source.touch()
    assert stamps.digest([source]) == before
    source.write_text("p { margin: 0 }")
    assert stamps.digest([source]) != before


def test_the_digest_sees_a_new_and_a_renamed_file_in_a_folder(tmp_path):
    (tmp_path / "a").write_text("x")
    before = stamps.digest([tmp_path])
    (tmp_path / "a").rename(tmp_path / "b")
    renamed = stamps.digest([tmp_path])
    (tmp_path / "c").write_text("y")
    assert len({before, renamed, stamps.digest([tmp_path])}) == 3


def test_the_digest_follows_what_is_given_besides(tmp_path):
    assert stamps.digest([tmp_path], "3.11") != stamps.digest([tmp_path], "3.12")


def test_a_stamp_is_current_for_its_own_value_only(tmp_path):
    stamp = tmp_path / "folder" / ".done"
    assert not stamps.is_current(stamp, "een")
    stamps.write(stamp, "een")
    assert stamps.is_current(stamp, "een")
    assert not stamps.is_current(stamp, "twee")
