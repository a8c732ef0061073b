#!/usr/bin/env bash
# better-sqlite3-multiple-ciphers 13.0.3: a commit of its SQLite on Linux calls fsync, never fdatasync.
#
# A counter waits for the disk at every answer (WAL, synchronous=FULL). SQLite takes fdatasync only where it is compiled
# with HAVE_FDATASYNC; its own configure script finds that out, the list of defines in deps/defines.gypi does not have it.
# On ext4 an fsync of a log whose length or time changed also writes the file system's journal: two flushes of the disk where
# fdatasync takes one. Needs cc; compiles the package's amalgamation twice, with its defines and with that one added.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts better-sqlite3-multiple-ciphers@13.0.3
deps=node_modules/better-sqlite3-multiple-ciphers/deps
mapfile -t defines < <(sed -n "s/^ *'\([A-Z0-9_]*\(=[^']*\)\?\)',$/-D\1/p" "$deps/defines.gypi")
echo "${#defines[@]} defines of the package"

cat >commits.c <<'C'
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "sqlite3.h"

/* The program's own take the place of the C library's: they count and pass on. */
static int whole, data;
int fsync(int fd) { whole++; return (int)syscall(SYS_fsync, fd); }
int fdatasync(int fd) { data++; return (int)syscall(SYS_fdatasync, fd); }

int main(void) {
  sqlite3 *db;
  if (sqlite3_open("answers.db", &db) != SQLITE_OK) return 1;
  if (sqlite3_exec(db, "pragma journal_mode=wal; pragma synchronous=full; create table answer (id integer)", 0, 0, 0)) return 1;
  whole = data = 0;
  for (int i = 0; i < 20; i++)
    if (sqlite3_exec(db, "insert into answer values (1)", 0, 0, 0)) return 1;
  printf("fsync %d, fdatasync %d\n", whole, data);
  return 0;
}
C
flags=()
[ "$(uname -m)" != x86_64 ] || flags=(-mssse3 -maes)
commits() {
  rm -f answers.db*
  cc -O0 -w "${flags[@]}" "${defines[@]}" "$@" -I "$deps/sqlite3" commits.c "$deps/sqlite3/sqlite3.c" -o commits -lpthread -ldl -lm
  ./commits
}
shipped=$(commits)
told=$(commits -DHAVE_FDATASYNC=1)
echo "20 commits, as the package is built: $shipped"
echo "20 commits, with HAVE_FDATASYNC:     $told"
[ "$shipped" = 'fsync 20, fdatasync 0' ]
[ "$told" = 'fsync 0, fdatasync 20' ]
echo 'As found.'
