"""What the operating system or the network refuses, in words for people."""

import errno
import sys
from pathlib import Path

_FILES = {
    errno.ENOENT: "there is no such file or folder",
    errno.ENOTDIR: "a part of its path is no folder",
    errno.EISDIR: "it is a folder",
    errno.EEXIST: "there is a file of that name already",
    errno.EACCES: "this user has no right to",
    errno.EPERM: "this user has no right to",
    errno.EROFS: "its disk can only be read",
    errno.ENOSPC: "its disk is full",
    errno.ENAMETOOLONG: "its name is too long",
}


def file_words(file: Path | str, error: OSError) -> str:
    """ "/srv/x cannot be used: its disk is full. Name another one, or put that right." """
    if error.errno == errno.ENOENT and not (folder := Path(file).parent).is_dir():
        return (
            f"{file} cannot be used: there is no folder {folder}. Create it, or name another file."
        )
    return f"{file} cannot be used: {system_words(error)}. Name another one, or put that right."


def system_words(error: OSError) -> str:
    """ "its disk is full" """
    return _FILES.get(error.errno or 0, str(error.strerror or error).lower())


def port_words(setting: str, host: str, port: int, error: Exception) -> str:
    """Why nobody can listen there, after the name of what is wrong: `setting` or the host's."""
    code = getattr(error, "errno", None)
    if code == errno.EADDRINUSE:
        return f"{setting}: {port} is in use by another program. Stop that one, or take another."
    if code in (errno.EACCES, errno.EPERM):
        return f"{setting}: {port} is for the administrator alone. Take one above 1023."
    setting = "CONVENOR_INNER_HOST" if "INNER" in setting else "CONVENOR_HOST"
    return f"{setting}: “{host}” is no address of this machine, such as 0.0.0.0 or 127.0.0.1."


def complain(words: str) -> int:
    """Tell the operator in one line; the exit code."""
    sys.stderr.write(f"convenor: {words}\n")
    return 1
