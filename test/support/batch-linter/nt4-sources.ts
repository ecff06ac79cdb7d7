/** Where the claims about cmd.exe of Windows NT 4.0 come from. */
export const SOURCES = {
  memory: 'From memory, not looked up: true to the best of our knowledge.',
  list: 'List of the commands of Windows NT, johnfinch.me.uk/doscommands.html.',
  changes: 'What each version of cmd.exe brought, pastebin.com/jnPNqkLC: named there for NT 3.5 or 3.51.',
  setA: 'Syntax of SET in Windows NT 4 to 7, blog.csdn.net/leehwi/article/details/22469353.',
  wine: 'Measured under Wine 8: real Windows can do it, but it could not be tried out here.',
} as const;

export type SourceName = keyof typeof SOURCES;
