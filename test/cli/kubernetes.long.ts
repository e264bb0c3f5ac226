import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { ensureBuilt, ionsieve, ionsieveHere, scratchFolder } from './ionsieve.ts';
import { resultNames } from './result-names.ts';

// No Kubernetes is here: the manifests are read, and the scripts of their pods are run by a shell.

const scratch = scratchFolder();
const bin = join(scratch, 'bin');
/** 35 million compounds, of two units. */
const SPACE = ['--student', 'paper', '--arity', '4', '--elements', 'H,B,C,N,O,F,Na,Mg,P,S,Cl,Br'];
const PODS = ['--image', 'example.org/ionsieve:0.1.0', '--claim', 'screenings'];

interface Job {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly [{ command: string[] }] } } };
}

async function jobsOf(...args: string[]): Promise<Job[]> {
  const { code, out, err } = await ionsieveHere(['kubernetes', ...SPACE, ...PODS, '--shards', '2', ...args]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out).items;
}

beforeAll(async () => {
  await ensureBuilt();
  mkdirSync(bin);
  const program = join(packageRoot(), 'dist', 'src', 'cli.js');
  writeFileSync(join(bin, 'ionsieve'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`, { mode: 0o755 });
});
afterAll(() => rmSync(scratch, { recursive: true }));

describe('the Jobs', () => {
  test('have the fields of Kubernetes’ API (Job v1), and what was asked for', async () => {
    const [screen, merge] = await jobsOf('--out', 'a/b/', '--name', 'own', '--cpus', '4', '--at-once', '1');
    expect(screen).toMatchObject({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'own-screen' },
      spec: {
        completionMode: 'Indexed',
        completions: 2,
        parallelism: 1,
        backoffLimitPerIndex: 4,
        podFailurePolicy: {
          rules: [
            { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
            { action: 'FailIndex', onExitCodes: { operator: 'In', values: [2] } },
          ],
        },
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [
              {
                image: 'example.org/ionsieve:0.1.0',
                resources: { requests: { cpu: '4', memory: '2Gi' }, limits: { memory: '2Gi' } },
                volumeMounts: [{ name: 'data', mountPath: '/data' }],
              },
            ],
            volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'screenings' } }],
          },
        },
      },
    });
    expect(merge).toMatchObject({ metadata: { name: 'own-merge' }, spec: { suspend: true } });
    const [, , script] = merge!.spec.template.spec.containers[0].command;
    expect(script).toBe("exec ionsieve merge '/data/a/b'/shard-* --out '/data/a/b'/merged");
  });

  test('do in their pods what one machine does, byte for byte; a shard that is begun again goes on', async () => {
    const [screen, merge] = await jobsOf('--out', "it's here");
    const run = (job: Job, index: number): void => {
      const [shell, flag, script] = job.spec.template.spec.containers[0].command as [string, string, string];
      const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, JOB_COMPLETION_INDEX: `${index}` };
      execFileSync(shell, [flag, script.replaceAll("'/data/", `'${scratch}/`)], { env, stdio: 'pipe' });
    };
    for (const index of [1, 0, 1]) run(screen!, index);
    run(merge!, 0);
    expect((await ionsieve(['screen', ...SPACE, '--out', 'local'], scratch)).code).toBe(0);
    const filesOf = (...folder: string[]): [string, Buffer][] =>
      resultNames(join(scratch, ...folder)).map((name) => [name, readFileSync(join(scratch, ...folder, name))]);
    expect(filesOf('local').length).toBeGreaterThan(1);
    expect(filesOf("it's here", 'merged')).toEqual(filesOf('local'));
  });
});

test.each([
  [['--out', '../x'], '--out: expected a folder in the volume, found ../x; give a path without / or .. at its start'],
  [['--out', '/x'], '--out: expected a folder in the volume, found /x; give a path without / or .. at its start'],
  [
    ['--out', 'x', '--name', 'A'],
    '--name: expected at most 52 small letters, digits and inner hyphens, found "A"; choose another name',
  ],
  [['--out', 'x', '--shards', '99'], '--shard: expected at most 2 shards for this space, found 99; choose fewer'],
])('a mistake in %s is told in one line', async (args, line) => {
  expect(await ionsieveHere(['kubernetes', ...SPACE, ...PODS, '--shards', '2', ...args])).toEqual({
    code: 2,
    out: '',
    err: `ionsieve: ${line}\n`,
  });
});
