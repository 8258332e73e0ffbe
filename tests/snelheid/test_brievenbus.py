"""A nudge through the built-in broker is there whole or not at all: half a letter would stop the worker for good."""

from pathlib import Path

import pytest
from kombu import Connection
from kombu.exceptions import ChannelError

from wasstraat import celery  # noqa: F401  (puts our own transport in place)
from wasstraat.brievenbus import Brievenbus


@pytest.fixture
def verbinding(tmp_path):
    opties = {"data_folder_in": str(tmp_path), "data_folder_out": str(tmp_path), "control_folder": str(tmp_path / "regie")}
    with Connection("filesystem://", transport_options=opties) as verbinding:
        yield verbinding


def test_wat_gestuurd_wordt_komt_aan(verbinding):
    assert isinstance(verbinding.transport, Brievenbus)
    with verbinding.SimpleQueue("proef") as wachtrij:
        wachtrij.put({"nummer": 1})
        bericht = wachtrij.get(timeout=2)
        assert bericht.payload == {"nummer": 1}
        bericht.ack()


def test_een_half_geschreven_brief_ziet_niemand(verbinding, tmp_path, monkeypatch):
    def vol(self, doel):
        raise OSError("de schijf is vol")

    with verbinding.SimpleQueue("halve") as wachtrij:
        monkeypatch.setattr(Path, "rename", vol)
        with pytest.raises(ChannelError):
            wachtrij.put({"nummer": 1})
        assert not list(tmp_path.glob("*.halve.*"))
        Path(tmp_path, "1_x.halve.msg.half").write_text("{")
        with pytest.raises(wachtrij.Empty):
            wachtrij.get(timeout=0.3)
