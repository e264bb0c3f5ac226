import { availableParallelism, cpus, totalmem } from 'node:os';

/** What a run ran on. It has no name: a record may be published. */
export interface Machine {
  /** As Node names it: linux, darwin, win32. */
  readonly platform: string;
  /** Of the processor: x64, arm64. */
  readonly arch: string;
  /** Model of the processor. */
  readonly cpu: string;
  /** Those that the process may use. */
  readonly cores: number;
  readonly memory_bytes: number;
}

/**
 * The machine that this process runs on.
 * @example thisMachine().platform; // 'linux'
 */
export function thisMachine(): Machine {
  return {
    platform: process.platform,
    arch: process.arch,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory_bytes: totalmem(),
  };
}
