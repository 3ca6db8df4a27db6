"""What the database itself holds of the lobby, whatever the code does (docs/display.md, B1)."""

import pytest
import sqlalchemy as sa

from tests.harness.site import Site

SPEAKING = (
    "INSERT INTO display_look (device_id, branch_id, layout, languages, inches, viewing_metres,"
    " service_ids, zone, speaks) SELECT id, 1, 'lines', '[]', 43, 8, '[]', '{zone}', {speaks}"
    " FROM device WHERE code = '{code}'"
)


def test_the_database_refuses_a_second_display_that_speaks_in_a_zone(site: Site) -> None:
    site.change(SPEAKING.format(code="lobby-1", zone="hall", speaks="TRUE"))
    site.change(SPEAKING.format(code="kiosk-1", zone="hall", speaks="FALSE"))
    site.change(SPEAKING.format(code="kiosk-2", zone="east", speaks="TRUE"))

    with pytest.raises(sa.exc.IntegrityError):
        site.change(SPEAKING.format(code="printer-1", zone="hall", speaks="TRUE"))


def test_the_database_refuses_a_layout_that_nobody_draws(site: Site) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        site.change(
            SPEAKING.format(code="lobby-1", zone="hall", speaks="TRUE").replace("lines", "poster")
        )
