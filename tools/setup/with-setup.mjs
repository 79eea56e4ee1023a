#!/usr/bin/env node
import path from 'node:path';
import { buildFunctions } from './build.mjs';
import { installPackages, installProjectNode } from './install.mjs';
import { findJava, withJavaOnPath } from './java.mjs';
import { withLock } from './lock.mjs';
import { rootDir, stateDir } from './paths.mjs';
import { runScript } from './run-script.mjs';
import { reportFailure, SetupError } from './setup-error.mjs';

const help = `Usage: node tools/setup/with-setup.mjs SCRIPT.ts [arguments]

Makes a fresh machine ready, then runs SCRIPT.ts on Node 24 with the arguments given:
  1. checks for Node 20 or newer and Java 17 or newer
  2. installs the packages of the project and of functions/ (skipped while the lockfiles are unchanged)
  3. compiles functions/

npm run demo, npm start, npm test and npm run bench go through it.
`;

// Progress goes to stderr: what a script prints on stdout may be read by another program.
function say(line) {
  process.stderr.write(`${line}\n`);
}

function requireNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 20) return;
  throw new SetupError(
    `Node 20 or newer is needed, this is ${process.version}: install one from https://nodejs.org.`,
  );
}

async function prepare() {
  await installPackages({ dir: rootDir, name: 'root', say });
  await installPackages({ dir: path.join(rootDir, 'functions'), name: 'functions', say });
  await installProjectNode({ say });
  buildFunctions();
}

async function main([script, ...args]) {
  if (script === undefined || script === '--help' || script === '-h') {
    process.stdout.write(help);
    return script === undefined ? 2 : 0;
  }
  requireNode();
  const java = findJava(process.env);
  const lockDir = path.join(stateDir, 'setup.lock');
  const onWait = ownerPid => say(`Another command (process ${ownerPid}) is setting up; waiting for it …`);
  await withLock({ lockDir, onWait }, prepare);
  return runScript({ script, args, env: withJavaOnPath({ env: process.env, java }) });
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  error => {
    reportFailure(error);
    process.exitCode = 1;
  },
);
