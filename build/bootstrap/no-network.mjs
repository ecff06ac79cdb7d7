/** Running a program where there is no network: in a network namespace of its own, with loopback only. */
import { spawnSync } from 'node:child_process';

/**
 * Sets the flags UP and RUNNING of the interface `lo` with SIOCSIFFLAGS, for systems without the `ip` program: a bare Debian has
 * none, but always has Perl's base, an essential package.
 */
const LOOPBACK_UP_WITH_PERL = [
  '$request = pack("a16 s x22", "lo", 0x41)',
  'socket(S, 2, 2, 0) && ioctl(S, 0x8914, $request) or die "lo: $!\\n"',
].join('; ');

/** Brings up loopback, which the test driver talks over, then becomes the program. */
const INSIDE = [
  `if command -v ip >/dev/null; then ip link set lo up; else perl -e '${LOOPBACK_UP_WITH_PERL}'; fi`,
  'exec "$@"',
].join(' && ');

/**
 * The words to put before a program so that it runs without a network.
 * @returns {{ prefix: readonly string[] } | { why: string, isExpected: boolean }} `why` in words when that cannot be done here;
 *   `isExpected` where nobody can count on it: only root on Linux can
 */
export function withoutNetwork() {
  if (process.platform !== 'linux')
    return { why: 'network namespaces are a thing of Linux', isExpected: true };
  // As root a namespace is enough; anybody else needs to be root in a user namespace first.
  const isRoot = process.getuid?.() === 0;
  const flags = isRoot ? ['--net'] : ['--map-root-user', '--net'];
  const prefix = ['unshare', ...flags, 'sh', '-c', INSIDE, 'sh'];
  const [program = 'unshare', ...args] = prefix;
  const tried = spawnSync(program, [...args, 'true'], { encoding: 'utf8' });
  if (tried.error !== undefined) return { why: 'there is no unshare program', isExpected: !isRoot };
  if (tried.status !== 0) {
    return { why: tried.stderr.trim() || 'the system refuses a network namespace', isExpected: !isRoot };
  }
  return { prefix };
}
