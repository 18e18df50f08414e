# What the launcher of a clone and the installed one have in common; both read it. Sets JAVA and JVM_FLAGS, or ends with a sentence.
# shellcheck shell=sh
NEEDED=25

# Small and steady rather than fast: it runs beside other things. Native access is for a word to systemd.
# The heap begins small, and what the compilers needed at the start is given back (TrimNativeHeapInterval: 23 MB together).
# What the JVM itself has to say goes to stderr, so that results stay readable for programs.
JVM_FLAGS="-XX:+UseSerialGC -Xms8m -Xmx64m -XX:TrimNativeHeapInterval=10000 -XX:-UsePerfData \
  --enable-native-access=ALL-UNNAMED -Xlog:disable -Xlog:all=warning:stderr"

if [ "$(getconf LONG_BIT 2>/dev/null || echo 64)" = 32 ]; then
  echo "shiphub: this is a 32-bit system, and shiphub needs a 64-bit one: Debian 13, or the 64-bit Raspberry Pi OS (trixie)" >&2
  exit 1
fi

# The major version of a Java home, from its release file; 0 if there is none.
major() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || { echo 0; return; }
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" | head -n 1 | grep . || echo 0
}

# The first Java home that is new enough, among the usual places.
find_java() {
  on_path=$(command -v java || true)
  [ -n "$on_path" ] && on_path=$(dirname -- "$(dirname -- "$(readlink -f -- "$on_path")")")
  for home in "${JAVA_HOME:-}" /usr/lib/shiphub-runtime "$on_path" \
    /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.local/share/jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$home" ] && [ "$(major "$home")" -ge "$NEEDED" ]; then
      echo "$home"
      return
    fi
  done
}

JAVA=$(find_java)
if [ -z "$JAVA" ]; then
  echo "shiphub: no Java $NEEDED found; install a JDK $NEEDED (Debian 13: apt install openjdk-25-jdk-headless," \
    "elsewhere: https://adoptium.net) or set JAVA_HOME" >&2
  exit 1
fi
