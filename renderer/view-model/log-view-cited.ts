/** Lines of logs that the diagnosis rests on, to be marked in the log reader. */
import type { Diagnosis, Explanation } from '../../electron/engine/reasoning/diagnosis.ts';
import { splitSource } from './sources.ts';

function sourcesOf(explanation: Explanation): readonly string[] {
  return [...explanation.evidence.map((item) => item.source), ...explanation.children.flatMap(sourcesOf)];
}

/** `Logs/Despool.log:1042` and the like, each once: what findings cite, and the last lines of stalled threads. */
export function citedLines(diagnosis: Diagnosis): readonly string[] {
  const logs = new Set(diagnosis.logs.map((log) => log.path));
  const sources = [
    ...diagnosis.findings.flatMap((finding) => [
      ...finding.for.map((item) => item.source),
      ...finding.against.map((item) => item.source),
      ...finding.conditions.flatMap(sourcesOf),
    ]),
    ...diagnosis.stalls.map((stall) => stall.lastLine),
  ];
  return [...new Set(sources)].filter((source) => {
    const { path, line } = splitSource(source);
    return line !== null && logs.has(path);
  });
}
