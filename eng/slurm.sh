#!/usr/bin/env bash
# Slurm on this machine alone, for the tests of sweeps: its files are in one folder, and nothing of the system is changed.
#   eng/slurm.sh install         installs Slurm and MUNGE with apt-get if they are missing
#   eng/slurm.sh start FOLDER    starts one node of 8 CPUs; programs use it with SLURM_CONF=FOLDER/slurm.conf, tests with GEN_SLURM_CONF
#   eng/slurm.sh stop FOLDER     ends all jobs and the node
# Without Slurm these tests are skipped, unless GEN_REQUIRE_SLURM is set.
set -uo pipefail

export PATH="$PATH:/usr/sbin:/sbin"
has_slurm() { command -v slurmctld && command -v slurmd && command -v munged && command -v sbatch; } >/dev/null 2>&1

missing() {
  if [ -n "${GEN_REQUIRE_SLURM:-}" ]; then
    echo "error: there is no Slurm: $1" >&2
    exit 2
  fi
  echo "skipped: tests that use Slurm, which is missing ($1)" >&2
  exit 1
}

install() {
  has_slurm && return
  command -v apt-get >/dev/null || missing "no apt-get to install slurm-wlm and munge with"
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || missing "installing slurm-wlm and munge needs root"
    as=(sudo)
  fi
  echo "installing slurm-wlm and munge with apt-get (about 4 MB)" >&2
  get() { "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends slurm-wlm munge; }
  { get || { "${as[@]}" apt-get update && get; }; } >/dev/null 2>&1
  has_slurm || missing "apt-get could not install slurm-wlm and munge"
}

configure() {
  local user host
  user=$(id -un)
  host=$(hostname -s)
  # Requeued jobs wait until credentials of theirs have expired. Slurm counts its own CPUs here, not those of the machine.
  cat > "$folder/slurm.conf" <<CONF
ClusterName=gen
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$1
SlurmdPort=$2
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket,cred_expire=5
SlurmUser=$user
SlurmdUser=$user
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=2,bf_interval=2
SlurmdParameters=config_overrides
ReturnToService=2
MpiDefault=none
KillWait=5
NodeName=$host NodeAddr=127.0.0.1 CPUs=8 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
}

start() {
  has_slurm || missing "eng/slurm.sh install installs it"
  mkdir -p "$folder/state" "$folder/spool" "$folder/munge" && chmod 700 "$folder" "$folder/munge" || exit 1
  head -c 128 /dev/urandom > "$folder/munge/key" && chmod 600 "$folder/munge/key"
  munged --force --key-file="$folder/munge/key" --socket="$folder/munge.socket" --pid-file="$folder/munge/pid" \
    --log-file="$folder/munge/log" --seed-file="$folder/munge/seed" 2>>"$folder/munge/errors" || { cat "$folder/munge/errors" >&2; exit 1; }
  export SLURM_CONF="$folder/slurm.conf"
  local port
  for _ in 1 2 3; do
    port=$((20000 + RANDOM % 10000))
    configure "$port" $((port + 1))
    slurmctld -f "$SLURM_CONF" && slurmd -f "$SLURM_CONF" || continue
    for _ in $(seq 100); do
      [ "$(sinfo -h -o %t 2>/dev/null)" = idle ] && return
      sleep 0.2
    done
    stop_daemons
  done
  tail -n 5 "$folder/slurmctld.log" "$folder/slurmd.log" >&2
  stop
  missing "its node does not start"
}

stop_daemons() {
  for name in slurmd slurmctld; do
    [ -f "$folder/$name.pid" ] && kill "$(cat "$folder/$name.pid")" 2>/dev/null
  done
}

stop() {
  export SLURM_CONF="$folder/slurm.conf"
  timeout 10 scancel --user="$(id -un)" 2>/dev/null
  for _ in $(seq 40); do
    [ -z "$(timeout 5 squeue -h 2>/dev/null)" ] && break
    sleep 0.25
  done
  stop_daemons
  [ -f "$folder/munge/pid" ] && kill "$(cat "$folder/munge/pid")" 2>/dev/null
  return 0
}

action=${1:-}
case "$action" in
  install) install ;;
  start | stop)
    [ -n "${2:-}" ] || { echo "error: eng/slurm.sh $action requires a folder" >&2; exit 2; }
    mkdir -p "$2" && folder=$(cd "$2" && pwd) && "$action"
    ;;
  *) echo "error: the actions are install, start and stop, not '$action'" >&2; exit 2 ;;
esac
