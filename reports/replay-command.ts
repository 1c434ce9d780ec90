/** The command that repeats a run. */
import type { Manifest } from '../conformance/verdict/judged-run.ts';
import { runCommand } from '../conformance/verdict/run-command.ts';

/** `npx fpos-hil run --iut … --seed …`, with the selection of the run, and the path where one of the drawn runs was replayed. */
export const replayCommand = ({ iut, seed, selection, path, blind }: Manifest): string =>
  runCommand({ iut: iut.id, seed, selection, path, blind });
