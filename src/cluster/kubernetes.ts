/** A screening on Kubernetes: an indexed Job of shards, and a Job that merges them. */
import { quoted } from './quoted.ts';

/** What the pods are given. */
export interface PodResources {
  /** Begins the names of both Jobs. */
  readonly name: string;
  /** An image with ionsieve on its path. */
  readonly image: string;
  /** Name of a claim on a volume that all pods can write. */
  readonly claim: string;
  /** Processors, and threads, of a pod. */
  readonly cpus: number;
  /** Kubernetes' notation, such as 2Gi. */
  readonly memory: string;
  /** Pods that may run at a time; undefined for all. */
  readonly atOnce?: number | undefined;
}

/** What is to be screened. */
export interface PodScreening {
  /** Options of `ionsieve screen`, as typed. */
  readonly words: readonly string[];
  readonly shards: number;
  /** In the volume. */
  readonly folder: string;
}

/** Where the volume is in a pod. */
export const VOLUME = '/data';

const GRACE_SECONDS = 60;
/** Beyond those by eviction, which are not counted. */
const RETRIES = 4;
/** A mistake in what was given: another try would end in the same way. */
const MISTAKE = 2;

/**
 * A list that `kubectl apply` takes: the Job of shards, and the one that merges them, which is suspended until somebody resumes it.
 * Kubernetes 1.31 knows all of it (1.29 with its defaults). A pod that is evicted keeps its checkpoint, and the next one of its index
 * goes on from there.
 * @example stableJson(kubernetesJobs({ words: ['--ionic'], shards: 16, folder: 'screened' }, resources));
 */
export function kubernetesJobs(screening: PodScreening, resources: PodResources): object {
  const { words, shards, folder } = screening;
  const { name, cpus, atOnce = shards } = resources;
  const out = quoted(`${VOLUME}/${folder}`);
  const shard = [
    'i=$((JOB_COMPLETION_INDEX + 1))',
    `out=${out}/shard-$i`,
    'if [ -e "$out/checkpoint.json" ]; then set -- --resume; fi',
    `exec ionsieve screen ${words.map((word) => `${quoted(word)} `).join('')}--threads ${cpus} --shard "$i/${shards}" "$@" --out "$out"`,
  ];
  const podFailurePolicy = {
    rules: [
      { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      { action: 'FailIndex', onExitCodes: { operator: 'In', values: [MISTAKE] } },
    ],
  };
  const indexed = {
    completionMode: 'Indexed',
    completions: shards,
    parallelism: Math.min(atOnce, shards),
    backoffLimitPerIndex: RETRIES,
    podFailurePolicy,
  };
  const merge = [`exec ionsieve merge ${out}/shard-* --out ${out}/merged`];
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      job(`${name}-screen`, { ...indexed, template: pod(shard, resources) }),
      job(`${name}-merge`, { suspend: true, backoffLimit: RETRIES, template: pod(merge, resources) }),
    ],
  };
}

const job = (name: string, spec: object): object => ({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name }, spec });

function pod(script: readonly string[], { image, claim, cpus, memory }: PodResources): object {
  const container = {
    name: 'ionsieve',
    image,
    command: ['sh', '-c', script.join('\n')],
    resources: { requests: { cpu: `${cpus}`, memory }, limits: { memory } },
    volumeMounts: [{ name: 'data', mountPath: VOLUME }],
  };
  return {
    spec: {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: GRACE_SECONDS,
      containers: [container],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: claim } }],
    },
  };
}
