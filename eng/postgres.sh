#!/usr/bin/env bash
# PostgreSQL on this machine alone, for tests: the files of the server are in one folder.
#   eng/postgres.sh install         installs PostgreSQL with apt-get if it is missing, so that no server of the system is created and started
#   eng/postgres.sh start FOLDER    starts a server on a free port of 127.0.0.1; FOLDER/address has the address, which tests take from GEN_POSTGRES
#   eng/postgres.sh stop FOLDER     ends the server
# Without PostgreSQL these tests are skipped, unless GEN_REQUIRE_POSTGRES is set.
set -uo pipefail

# Debian has the server's programs in a folder of the version.
bin=$(command -v initdb >/dev/null && dirname "$(command -v initdb)" || ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
has_postgres() { [ -n "$bin" ] && [ -x "$bin/initdb" ] && [ -x "$bin/pg_ctl" ]; }

missing() {
  if [ -n "${GEN_REQUIRE_POSTGRES:-}" ]; then
    echo "error: there is no PostgreSQL: $1" >&2
    exit 2
  fi
  echo "skipped: tests that use PostgreSQL, which is missing ($1)" >&2
  exit 1
}

install() {
  has_postgres && return
  command -v apt-get >/dev/null || missing "no apt-get to install postgresql with"
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || missing "installing postgresql needs root"
    as=(sudo)
  fi
  echo "installing postgresql with apt-get (about 20 MB)" >&2
  # Debian's package would create a server that starts with the system, unless this file of its own says otherwise.
  get() {
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql-common \
      && "${as[@]}" sed -i 's/^#*create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf \
      && "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql
  }
  { get || { "${as[@]}" apt-get update && get; }; } >/dev/null 2>&1
  bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  has_postgres || missing "apt-get could not install postgresql"
}

# The server refuses to be root's.
as_user() {
  if [ "$(id -u)" -ne 0 ]; then
    "$@"
  else
    setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME=/tmp "$@"
  fi
}

start() {
  has_postgres || missing "eng/postgres.sh install installs it"
  local port password
  password=$(head -c 12 /dev/urandom | od -An -tx1 | tr -d ' \n')
  if [ "$(id -u)" -eq 0 ]; then
    chmod 711 "$folder" && mkdir -p "$folder/server" && chown nobody:nogroup "$folder/server" || exit 1
  else
    mkdir -p "$folder/server"
  fi
  (umask 077 && printf '%s\n' "$password" > "$folder/server/password")
  [ "$(id -u)" -ne 0 ] || chown nobody:nogroup "$folder/server/password"
  as_user "$bin/initdb" -D "$folder/server/data" -U gen -A scram-sha-256 --pwfile="$folder/server/password" -E UTF8 --locale=C \
    --no-sync >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }
  for _ in 1 2 3; do
    port=$((20000 + RANDOM % 10000))
    # Tests do without what makes a server survive a power cut.
    as_user "$bin/pg_ctl" -D "$folder/server/data" -l "$folder/server/log" -w -t 30 \
      -o "-h 127.0.0.1 -p $port -c unix_socket_directories= -c fsync=off" start >/dev/null 2>&1 || continue
    (umask 077 && echo "postgres://gen:$password@127.0.0.1:$port/postgres" > "$folder/address")
    return 0
  done
  tail -n 5 "$folder/server/log" >&2
  missing "it does not start"
}

stop() {
  [ -f "$folder/server/data/postmaster.pid" ] && as_user "$bin/pg_ctl" -D "$folder/server/data" -m immediate stop >/dev/null 2>&1
  return 0
}

action=${1:-}
case "$action" in
  install) install ;;
  start | stop)
    [ -n "${2:-}" ] || { echo "error: eng/postgres.sh $action requires a folder" >&2; exit 2; }
    mkdir -p "$2" && folder=$(cd "$2" && pwd) && "$action"
    ;;
  *) echo "error: the actions are install, start and stop, not '$action'" >&2; exit 2 ;;
esac
