import { Command } from 'commander'

/** Collects an option that may be given several times. */
const gather = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/** A bench's command line: `--help`, and every bench's `--events FILE`, which may repeat. */
export function benchCommand(name: string, description: string): Command {
  return new Command(`npm run ${name} --`)
    .description(description)
    .requiredOption('--events <file>', 'file of events; may be given again', gather)
}
