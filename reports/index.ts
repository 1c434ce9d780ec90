/** Public door of `reports`: from a judged run to the files that people and programs read. */
import type { JudgedRun } from '../conformance/verdict/judged-run.ts';
import { reportHtml } from './html.ts';
import { junitXml } from './junit.ts';
import { verdictsJson } from './verdicts-json.ts';

export { reportHtml } from './html.ts';
export { junitXml } from './junit.ts';
export { replayCommand } from './replay-command.ts';
export { type InTwo, overallStatement, type Statement } from './statement.ts';
export { verdictsFile, verdictsJson } from './verdicts-json.ts';

/** All reports of a run by file name. The same run gives the same bytes. */
export const renderReports = (
  run: JudgedRun,
): { 'verdicts.json': string; 'junit.xml': string; 'report.html': string } => ({
  'verdicts.json': verdictsJson(run),
  'junit.xml': junitXml(run),
  'report.html': reportHtml(run),
});
