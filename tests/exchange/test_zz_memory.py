import os, subprocess, sys, time
from datetime import date, timedelta
import pytest
from peersupport.core.principal import acting_as
from peersupport.exchange import services
from tests import factories
from .world import House

CHILD = """
import sys, time, uuid
import django; django.setup()
from peersupport.bench.management.commands.peak_memory import bring_in, take_out, peak
t=time.time()
(bring_in if sys.argv[1]=="import" else take_out)(uuid.UUID(sys.argv[2]))
print(sys.argv[1], round(peak(),1), "MB", round(time.time()-t,1), "s")
"""
OUT=open('/tmp/ps/f_mem.txt','a')
def child(*a):
    d = subprocess.run([sys.executable, "-c", CHILD, *map(str,a)], capture_output=True, text=True)
    with open("/tmp/ps/f_mem.txt","a") as f: f.write(d.stdout + d.stderr[-1500:])

@pytest.mark.parametrize("rows", [10_000, 200_000])
def test_memory(rows):
    house = House()
    people = [factories.make_person(program=house.program, added_by=house.office).pk for _ in range(400)]
    def lines():
        day = date(2019,1,1); n=0
        while True:
            for p in people:
                if n==rows: return
                n+=1
                yield f"{p},{house.peer.user.email},{day},14:30,45,phone\n"
            day += timedelta(days=1)
    with acting_as(house.office.pk):
        run = services.start_import(kind="sessions", data=("reference,peer,date,start,minutes,way\n"+"".join(lines())).encode(), by=house.office)
    services.choose_columns(run=run, columns=run.columns, by=house.office)
    with open("/tmp/ps/f_mem.txt","a") as f: f.write(f"{rows} rows\n")
    child("import", run.pk)
    child("export", house.peer.user.pk)
