import type { Dice } from './traffic.ts'
import type { Outage } from './take-downs.ts'
import type { World } from './world.ts'

export interface Chaos {
  readonly kills: number
  readonly outages: { readonly qdrant: readonly Outage[]; readonly bigquery: readonly Outage[] }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Kills functions and stops stores, one trouble after the other in an order of the dice; all are up again in the end. */
export async function cause({ functions, servers }: World, dice: Dice, { kills, stops }: { kills: number; stops: number }): Promise<Chaos> {
  const instances = [...functions.embed, ...functions.embed, ...functions.takeDown, ...functions.recommend, ...functions.search]
  const outages = { qdrant: [] as Outage[], bigquery: [] as Outage[] }
  const kill = async () => {
    const instance = instances[dice.below(instances.length)]
    await instance?.stop('SIGKILL')
    await sleep(dice.below(500))
    await instance?.start()
  }
  const stopStore = (name: 'qdrant' | 'bigquery') => async () => {
    const from = Date.now()
    await servers[name].stop(dice.one(['SIGTERM', 'SIGKILL'] as const))
    await sleep(1_000 + dice.below(3_000))
    await servers[name].start()
    outages[name].push({ from, to: Date.now() })
  }
  const troubles = [...repeat(kills, kill), ...repeat(stops, stopStore('qdrant')), ...repeat(stops, stopStore('bigquery'))]
  for (const trouble of dice.shuffled(troubles)) {
    await trouble()
    await sleep(500 + dice.below(1_000))
  }
  return { kills, outages }
}

function repeat<T>(times: number, item: T): T[] {
  return Array.from({ length: times }, () => item)
}
