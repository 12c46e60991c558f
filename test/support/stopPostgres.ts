import { rm } from 'node:fs/promises';

export default async function stopPostgres(): Promise<void> {
  const { testPostgres, testFolder } = globalThis;
  await testPostgres?.stop();
  if (testFolder) await rm(testFolder, { recursive: true, force: true });
}
