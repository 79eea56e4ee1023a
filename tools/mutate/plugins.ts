import type { StrykerOptions } from '@stryker-mutator/api/core';
import type { Ignorer } from '@stryker-mutator/api/ignore';
import {
  commonTokens,
  declareFactoryPlugin,
  declareValuePlugin,
  PluginKind,
  tokens,
} from '@stryker-mutator/api/plugin';
import { z } from 'zod';
import { reporter } from './progress.ts';
import { UnitTestRunner } from './runner.ts';

export const runnerName = 'in-process';
export const ignorerName = 'texts-for-people';
export const progressName = 'progress-line';

/** Of Stryker's options, the one that is ours; they reach its workers as JSON. */
const OurOptions = z.looseObject({ unitTests: z.array(z.string()) });

function createRunner(options: StrykerOptions): UnitTestRunner {
  return new UnitTestRunner({ files: OurOptions.parse(options).unitTests });
}
createRunner.inject = tokens(commonTokens.options);

/** As far as it is looked at here. */
const Thrown = z.looseObject({
  node: z.looseObject({ type: z.literal('NewExpression'), callee: z.looseObject({ name: z.string() }) }),
});

/** What an error that nobody should ever see says is no rule. That it is thrown is one. */
const textsForPeople: Ignorer = {
  shouldIgnore(path) {
    const thrown = Thrown.safeParse(path);
    const isError = thrown.success && /^(Type|Range)?Error$/.test(thrown.data.node.callee.name);
    return isError ? 'The wording of an error for programmers.' : undefined;
  },
};

/** Read by Stryker itself, in its own process and in each worker. */
export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, runnerName, createRunner),
  declareValuePlugin(PluginKind.Ignore, ignorerName, textsForPeople),
  declareValuePlugin(PluginKind.Reporter, progressName, reporter),
];
