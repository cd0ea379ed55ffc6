"""The built screens as they are served: no English words of the framework are left in them."""

import gzip
import re
from pathlib import Path

import pytest

from tests.web.served import Served
from voffice_app import front

ENGLISH = 'e.append(`A new version of this app is available.`);t.textContent=`Reload`;u.textContent="Reload it"'


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_after_an_update_the_browser_says_so_in_vietnamese(office: Served, encoding: str) -> None:
    with office.client(**{"accept-encoding": encoding}) as client:
        names = sorted(set(re.findall(r"/assets/[\w.-]+\.js", client.get("/dang-nhap").text)))
        answers = [client.get(name) for name in names]
    assert not [each for each in answers if "A new version of this app" in each.text]
    (answer,) = [each for each in answers if "V-Office vừa được cập nhật." in each.text]
    assert answer.headers.get("content-encoding", "identity") == encoding
    assert answer.text.count("V-Office vừa được cập nhật.") == 1
    assert len(re.findall(r"textContent=.Tải lại.", answer.text)) == 1


def test_the_packed_copy_says_the_same(tmp_path: Path) -> None:
    script, packed = tmp_path / "state-x.js", tmp_path / "state-x.js.gz"
    script.write_text(ENGLISH)
    packed.write_bytes(gzip.compress(ENGLISH.encode()))
    front.put_into_vietnamese(tmp_path)
    said = 'e.append(`V-Office vừa được cập nhật.`);t.textContent=`Tải lại`;u.textContent="Reload it"'
    assert script.read_text() == gzip.decompress(packed.read_bytes()).decode() == said


@pytest.mark.parametrize("script", ["nothing of the kind", "A new version of this app is available.", ENGLISH * 2])
def test_a_framework_that_says_it_otherwise_stops_the_build(tmp_path: Path, script: str) -> None:
    (tmp_path / "state-x.js").write_text(script)
    with pytest.raises(front.BuildFailed):
        front.put_into_vietnamese(tmp_path)
