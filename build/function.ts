import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bundle, type Bundle } from './bundle.ts'
import { writeManifest } from './manifest.ts'

/** What must not be uploaded: the platform installs by the lock file. */
const IGNORED = 'node_modules/\n.gcloudignore\n'

/** Builds one function of `functions/` into a folder that can be deployed as it is. */
export async function buildFunction(root: string, name: string, folder: string): Promise<Bundle> {
  await rm(folder, { recursive: true, force: true })
  const built = await bundle({ root, entry: `functions/${name}/index.ts`, folder })
  for (const asset of built.assets) {
    await mkdir(dirname(join(folder, asset)), { recursive: true })
    await cp(join(root, asset), join(folder, asset), { recursive: true })
  }
  await writeManifest(root, folder, name, built.packages)
  await writeFile(join(folder, '.gcloudignore'), IGNORED)
  return built
}
