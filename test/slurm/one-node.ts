/**
 * A real Slurm of one node on loopback, run by whoever runs the tests: no systemd, no cgroups, no accounting. Needs slurmctld, slurmd,
 * slurm-client and munge (Debian: apt-get install -y --no-install-recommends slurmctld slurmd slurm-client munge).
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A cluster that is up; Slurm's commands find it by SLURM_CONF, which is set. */
export interface OneNode {
  readonly folder: string;
  stop(): Promise<void>;
}

const POLL_MS = 50;
const PATIENCE_MS = 300_000;

/** Starts the three daemons, and waits until the node takes jobs. */
export async function startOneNode(processors: number): Promise<OneNode> {
  const folder = mkdtempSync(join(tmpdir(), 'ionsieve-slurm-'));
  for (const name of ['state', 'spool', 'log', 'run', 'munge']) mkdirSync(join(folder, name), { mode: 0o700 });
  const key = join(folder, 'munge', 'key');
  writeFileSync(key, randomBytes(1024), { mode: 0o600 });
  const socket = join(folder, 'run', 'munge.socket');
  const conf = join(folder, 'slurm.conf');
  writeFileSync(conf, configuration(folder, socket, processors, [await freePort(), await freePort()]));
  process.env.SLURM_CONF = conf;
  const daemons: Daemon[] = [];
  const stop = async (): Promise<void> => {
    if (daemons.length === 3) await cancelAll();
    for (const daemon of daemons.reverse()) await end(daemon);
    delete process.env.SLURM_CONF;
    rmSync(folder, { recursive: true, force: true });
  };
  const start = (name: string, args: string[]): void => {
    daemons.push(startDaemon(folder, name, args));
  };
  try {
    start('munged', [
      // A socket outside of root's folders needs it.
      ...['--foreground', '--force', `--key-file=${key}`, `--socket=${socket}`],
      ...['pid', 'log', 'seed'].map((what) => `--${what}-file=${join(folder, 'munge', what)}`),
    ]);
    await until(daemons, () => existsSync(socket));
    start('slurmctld', ['-D', '-c', '-f', conf]);
    start('slurmd', ['-D', '-f', conf]);
    await until(daemons, () => stateOfNode() === 'idle');
    return { folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Daemon {
  readonly name: string;
  readonly process: ChildProcess;
  readonly log: string;
}

function startDaemon(folder: string, name: string, args: readonly string[]): Daemon {
  const log = join(folder, 'log', `${name}.out`);
  const output = openSync(log, 'a');
  const path = [process.env.PATH, '/usr/sbin', '/sbin'].join(':');
  return {
    name,
    log,
    process: spawn(name, args, {
      detached: true,
      stdio: ['ignore', output, output],
      env: { ...process.env, PATH: path },
    }),
  };
}

async function until(daemons: readonly Daemon[], holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
    if (holds()) return;
    const dead = daemons.find(({ process }) => process.exitCode !== null);
    if (dead !== undefined) throw new Error(`${dead.name} ended: ${readFileSync(dead.log, 'utf8').slice(-2000)}`);
    await sleep(POLL_MS);
  }
  throw new Error(
    `no node after ${PATIENCE_MS} ms: ${daemons.map(({ log }) => readFileSync(log, 'utf8').slice(-500)).join('\n')}`,
  );
}

function stateOfNode(): string | undefined {
  try {
    return execFileSync('sinfo', ['-h', '-o', '%t'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}

/** A step that runs would outlive its daemon. */
async function cancelAll(): Promise<void> {
  const { username } = userInfo();
  const quiet = { encoding: 'utf8', stdio: 'pipe' } as const;
  try {
    execFileSync('scancel', ['-f', '-u', username], quiet);
    for (let i = 0; i < 200 && execFileSync('squeue', ['-h'], quiet) !== ''; i++) await sleep(POLL_MS);
  } catch {
    // the controller is gone already
  }
}

async function end({ process: daemon }: Daemon): Promise<void> {
  if (daemon.exitCode !== null || daemon.signalCode !== null) return;
  daemon.kill('SIGTERM');
  for (let i = 0; i < 200 && daemon.exitCode === null && daemon.signalCode === null; i++) await sleep(POLL_MS);
  daemon.kill('SIGKILL');
}

/** A port that nobody has: another cluster may be up. */
async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return port;
}

function configuration(folder: string, socket: string, processors: number, ports: readonly number[]): string {
  const { username } = userInfo();
  const host = hostname().split('.')[0]!;
  return `ClusterName=one
SlurmctldHost=${host}(127.0.0.1)
SlurmUser=${username}
SlurmdUser=${username}
AuthType=auth/munge
AuthInfo=socket=${socket},cred_expire=5
CredType=cred/munge
SlurmctldPort=${ports[0]}
SlurmdPort=${ports[1]}
SlurmctldPidFile=${folder}/run/slurmctld.pid
SlurmdPidFile=${folder}/run/slurmd.pid
SlurmctldLogFile=${folder}/log/slurmctld.log
SlurmdLogFile=${folder}/log/slurmd.log
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0,bf_interval=1,default_queue_depth=10000
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SlurmdParameters=config_overrides
JobRequeue=1
KillWait=5
SlurmctldTimeout=60
SlurmdTimeout=60
NodeName=${host} NodeAddr=127.0.0.1 CPUs=${processors} RealMemory=16384 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
`;
}
