/* Licsvcfg.log of the first release may hold the password of an SQL account (Q235179); other logs may hold one in a
 * command line or a connection string. Passwords never go into a report, redacted or not. */

const mask = '[password-removed]';

const value = `("[^"]*"|'[^']*'|[^\\s;,<>]+)`;
const rules: readonly RegExp[] = [
  // password=..., PWD: ..., "password is ..."
  new RegExp(`\\b((?:pass(?:word|wd|phrase)?|pwd|kennwort)["']?\\s*(?:=|:|\\bis\\b)\\s*)${value}`, 'gi'),
  // password [secret], password "secret", password <secret>
  new RegExp(`\\b((?:password|passwd|pwd)\\s+)("[^"]+"|'[^']+'|\\[[^\\]]+\\]|<[^>]+>)`, 'gi'),
  // isql -U sa -P secret, osql /P secret, bcp ... -Psecret
  new RegExp(`\\b((?:isql|isqlw|osql|bcp)(?:\\.exe)?\\b[^\\n]*?\\s[-/]P\\s*)${value}`, 'g'),
  // net use \\server\share secret /user:DOMAIN\account
  new RegExp(`(\\bnet\\s+use\\s+(?:[a-z]:\\s+|\\*\\s+)?\\\\\\\\\\S+\\s+)(?![/*])${value}`, 'gi'),
];

/** Text with every password in it replaced by `[password-removed]`. */
export function maskPasswords(text: string): string {
  return rules.reduce(
    (masked, rule) =>
      masked.replace(rule, (whole, before: string, secret: string) =>
        secret === mask ? whole : `${before}${mask}`,
      ),
    text,
  );
}
