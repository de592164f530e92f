/** What `run` shows of a run that is over, on stderr. */

import type { Runtime } from '../runtime/index.ts';
import { bigintAsHex, statistics, switchTable } from '../scope/index.ts';
import { statisticsReport, statisticsText, type Measured } from './statistics.ts';
import { switchesText } from './tables.ts';
import { painter, printError, widthOf } from './terminal.ts';

/** The options that ask for it. */
export interface Asked {
  readonly switches?: boolean | undefined;
  readonly stats?: boolean | undefined;
  readonly json?: boolean | undefined;
}

export function reportRun(runtime: Runtime, measured: Measured, { switches, stats, json }: Asked): void {
  if (json) {
    const report = {
      ...(switches || !stats ? switchTable(runtime) : {}),
      ...(stats ? { statistics: statisticsReport(statistics(runtime), measured) } : {}),
    };
    printError(JSON.stringify(report, bigintAsHex, 2));
    return;
  }
  const paint = painter(process.stderr);
  if (switches) printError(switchesText(switchTable(runtime), paint, widthOf(process.stderr)));
  if (stats) printError(statisticsText(statistics(runtime), measured, paint));
}
