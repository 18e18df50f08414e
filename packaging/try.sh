# How the insides of the trials say what they see; read by them.
# shellcheck shell=bash
SHIPHUB=/usr/bin/shiphub

say() { printf '%-46s %s\n' "$1" "$2"; }
fail() {
  say "$1" "NOT AS IT SHOULD BE"
  journalctl --no-pager -q -u shiphub -u probe -n 40 || true
  exit 1
}
holds() { # what, wanted, seen
  [ "$2" = "$3" ] || fail "$1: $3 instead of $2"
  say "$1" "$3"
}
await() { # what, command...
  local what=$1 tries=0
  shift
  until "$@" >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt "${TRIES:-120}" ] || fail "$what"
    sleep 0.5
  done
  say "$what" yes
}
is_connected() { "$SHIPHUB" devices --json | grep -q '"state":"connected"'; }
waits_for_decision() { "$SHIPHUB" devices --json | grep -q '"state":"waiting-for-trust"'; }
own_ski() { "$SHIPHUB" identity show | grep -o '[0-9a-f]\{40\}' | head -n 1; }

# A simulated heat pump that is found by multicast DNS, and paired.
pair_a_device() {
  mkfifo /opt/try/typed
  "$SHIPHUB" sim device --profile heat-pump --interface lo --state /opt/try/pump --trust "$(own_ski)" <>/opt/try/typed >/opt/try/pump.log 2>&1 &
  await "a device found by multicast DNS asks" waits_for_decision
  "$SHIPHUB" pair "$("$SHIPHUB" devices --json | grep -o '"ski":"[0-9a-f]\{40\}"' | head -n 1 | grep -o '[0-9a-f]\{40\}')"
  await "paired and in data exchange" is_connected
}
