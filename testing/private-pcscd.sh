# Runs a command beside a pcscd with the driver of vpcd, in namespaces that end with it: private-pcscd.sh COMMAND…
# With --try it only says by its exit code whether such namespaces can be had.
# The driver listens on all interfaces; in a network of its own there is only the loopback, and that acknowledges at once,
# for the driver of Debian 12 would cost 44 ms per APDU otherwise.
set -eu
ip link set lo up
ip route replace table local local 127.0.0.1 dev lo proto kernel scope host src 127.0.0.1 quickack 1
mount -t tmpfs none /run # the socket of pcscd has a fixed place
[ "$1" != --try ] || exit 0
mkdir /run/readers
cat >/run/readers/vpcd <<'CONFIGURATION'
FRIENDLYNAME "Virtual PCD"
DEVICENAME   /dev/null:0x8C7B
LIBPATH      /usr/lib/pcsc/drivers/serial/libifdvpcd.so
CHANNELID    0x8C7B
CONFIGURATION
pcscd --foreground --config /run/readers >/run/pcscd.log 2>&1 &
tries=200
until [ -S /run/pcscd/pcscd.comm ]; do
  tries=$((tries - 1))
  [ $tries -gt 0 ] || { cat /run/pcscd.log >&2; exit 125; }
  sleep 0.05
done
"$@"
