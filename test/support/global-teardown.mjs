import { rmSync } from 'node:fs';

export default async function stopServer() {
  const { server, dataFolder, compiled } = globalThis.silaTestServer;
  await server.stop();
  for (const folder of [server.folder, dataFolder, compiled])
    rmSync(folder, { recursive: true, force: true });
}
