"""Where the embedded servers keep their files, and under which account they run."""

import hashlib
import os
import stat
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from peersupport.embedded.processes import EmbeddedError

try:
    import pwd
except ImportError:  # Windows has no accounts of this kind; starting servers there is refused with a sentence
    pwd = None  # type: ignore[assignment]

CHECKOUT = Path(__file__).resolve().parents[2]
DATABASE = "peersupport"
SUPERUSER, OWNER, WEB = "postgres", "app_owner", "app_web"
WATCH = "app_watch"  # may do what WEB may, also when every other connection is taken
LONGEST_SOCKET_PATH = 100  # the system's limit is 108 on Linux and 104 on macOS


@dataclass(frozen=True)
class Account:
    """The account the servers run as when we are root: PostgreSQL refuses to run as root."""

    name: str
    uid: int
    gid: int


def home_folder() -> Path:
    return Path(os.environ.get("PEERSUPPORT_HOME") or CHECKOUT / ".demo").absolute()


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def server_account() -> Account | None:
    if not is_root():
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(name, entry.pw_uid, entry.pw_gid)
    raise EmbeddedError(
        "You are root here and there is no account named postgres or nobody to run PostgreSQL as. "
        "Please run this as an ordinary user."
    )


def own_name() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise EmbeddedError(
            f"This user (number {os.geteuid()}) has no name on this machine, and PostgreSQL needs one. "
            "Please run this as an ordinary user."
        ) from None


def reachable(path: Path) -> bool:
    """Whether an account with no special rights can get to this path."""
    return all(part.stat().st_mode & stat.S_IXOTH for part in [path, *path.parents])


def own_folder(path: Path, mode: int) -> Path:
    """Make the folder, or take it only if it is really ours; an existing one is never loosened."""
    path.mkdir(mode=mode, parents=True, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise EmbeddedError(f"{path} belongs to somebody else, so it is not used. Please move it away.")
    return path


@dataclass(frozen=True)
class Layout:
    """The folders of one pair of servers. Working it out twice gives the same answer: any command finds them."""

    home: Path
    data: Path
    sockets: Path
    account: Account | None

    @classmethod
    def of(cls, home: Path) -> "Layout":
        account = server_account()
        own_folder(home, 0o711 if account else 0o700)
        key = hashlib.sha256(str(home).encode()).hexdigest()[:10]
        data = home
        if account and not reachable(home):
            data = own_folder(Path("/var/tmp") / f"peersupport-{key}", 0o711)
        sockets = data / "run"
        if len(str(sockets / ".s.PGSQL.5432.lock")) > LONGEST_SOCKET_PATH:
            short = Path(tempfile.gettempdir()) / f"ps-{os.geteuid()}-{key}"
            sockets = own_folder(short, 0o711 if account else 0o700) / "run"
        return cls(home=home, data=data, sockets=sockets, account=account)

    def folder(self, path: Path) -> Path:
        """A folder that only the servers' account may enter (and root)."""
        path.mkdir(mode=0o700, exist_ok=True)
        if self.account:
            os.chown(path, self.account.uid, self.account.gid)
        return path

    @property
    def pgdata(self) -> Path:
        return self.data / "pg18"

    @property
    def redis_data(self) -> Path:
        return self.data / "valkey"

    @property
    def redis_socket(self) -> Path:
        return self.sockets / "valkey.sock"

    @property
    def redis_url(self) -> str:
        return f"redis+socket://{self.redis_socket}"

    def database_url(self, role: str, database: str = DATABASE) -> str:
        return f"postgresql://{role}@/{database}?host={self.sockets}"

    def folders_outside_home(self) -> list[Path]:
        outside = [self.data, self.sockets.parent]
        return [folder for folder in dict.fromkeys(outside) if folder != self.home]
