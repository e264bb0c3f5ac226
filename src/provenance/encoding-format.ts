import { extname } from 'node:path';

const FORMATS: Readonly<Record<string, string>> = {
  '.cif': 'chemical/x-cif',
  '.csv': 'text/csv',
  '.gz': 'application/gzip',
  '.html': 'text/html',
  '.json': 'application/json',
  '.jsonl': 'application/x-ndjson',
  '.md': 'text/markdown',
  '.parquet': 'application/vnd.apache.parquet',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.zip': 'application/zip',
};

/**
 * The media type of a file by its name.
 * @example encodingFormat('top.csv'); // 'text/csv'
 */
export function encodingFormat(name: string): string {
  return FORMATS[extname(name).toLowerCase()] ?? 'application/octet-stream';
}
