"""One writing process: `python -m benchmarks.schrijver eigen|standaard aantal traject`; prints what happened as JSON."""

import json
import sys

import django


def main(soort: str, keer: str, traject: str) -> None:
    django.setup()
    from django.contrib.auth import get_user_model
    from django.db import OperationalError, connection

    from trajecten.acties import wijzig_traject
    from trajecten.models import Traject
    from trajecten.poort import Botsing

    if soort == "standaard":
        connection.settings_dict["OPTIONS"] = {}
    door = get_user_model().objects.get(username="mens0")
    gelukt = op_slot = 0
    for nummer in range(int(keer)):
        while True:
            try:
                deze = Traject.objects.get(pk=traject)
                wijzig_traject(deze, door=door, versie=deze.versie, titel=f"{deze.titel[:20]} {nummer} {id(deze)}")
                gelukt += 1
            except Botsing:
                continue  # a colleague was first: read again, as the merge screen does
            except OperationalError as fout:
                if "locked" not in str(fout):
                    raise
                op_slot += 1
            break
    print(json.dumps({"gelukt": gelukt, "op_slot": op_slot}))


if __name__ == "__main__":
    main(*sys.argv[1:])
