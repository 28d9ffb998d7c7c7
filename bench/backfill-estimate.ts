const VIDEOS = 20_000_000
/** Texts of one video, by experience: a title, a description, eight tags of which the cache knows most, a transcript in a dozen chunks for every fourth. */
const DIMENSIONS = 512
const BYTES_A_DOCUMENT = 4_000
const GIB = 2 ** 30

/** List prices in US dollars of November 2026's order of magnitude: put in yours. */
const PRICE = {
  /** An hour of a vCPU and of a GiB in a function. */
  vcpuHour: 0.0864,
  gibHour: 0.009,
  /** BigQuery on demand, a TiB read; storage writes, a GiB. */
  queryTib: 6.25,
  writeGib: 0.025,
}
const FUNCTION = { vcpus: 2, gib: 4 }

/** Time and cost of filling a collection of 20 million videos, each step with its arithmetic. */
export function estimateText(videosASecond: number, instances: number): string {
  const hours = VIDEOS / videosASecond / instances / 3600
  const compute = hours * instances * (FUNCTION.vcpus * PRICE.vcpuHour + FUNCTION.gib * PRICE.gibHour)
  const readTib = (2 * VIDEOS * BYTES_A_DOCUMENT) / 2 ** 40
  const vectorGib = (VIDEOS * (DIMENSIONS * 8 + 200)) / GIB
  const [reads, writes] = [readTib * PRICE.queryTib, vectorGib * PRICE.writeGib]
  return [
    `time        ${VIDEOS} videos / ${videosASecond} a second / ${instances} process(es) = ${hours.toFixed(1)} h`,
    `computing   ${hours.toFixed(1)} h x ${instances} x (${FUNCTION.vcpus} vCPU x $${PRICE.vcpuHour} + ${FUNCTION.gib} GiB x $${PRICE.gibHour}) = $${compute.toFixed(0)}`,
    `snapshot    written and read once: 2 x ${VIDEOS} x ${BYTES_A_DOCUMENT} bytes = ${readTib.toFixed(2)} TiB x $${PRICE.queryTib} = $${reads.toFixed(2)}`,
    `vectors     ${VIDEOS} x (${DIMENSIONS} x 8 + 200) bytes = ${vectorGib.toFixed(0)} GiB x $${PRICE.writeGib} = $${writes.toFixed(2)}`,
    `in all      $${(compute + reads + writes).toFixed(0)}; where the warehouse has the recipe's vectors, nothing is embedded: measure videos a second for that`,
    'One collection is filled by one process at a time; its embedding is what takes the time.',
  ].join('\n')
}
